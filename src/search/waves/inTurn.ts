import type { Training, TrainingEvent } from '../training.ts';
import type { ChildState, SharedWeights, Trial } from '../trial.ts';
import { createRota, type OneDevice } from './oneDevice.ts';
import { createTogether } from './together.ts';
import type { Member } from './wave.ts';

/** A child that ended, with what goes with its trial. */
export interface Ended {
  readonly trial: Trial;
  readonly left?: SharedWeights | undefined;
  readonly paused?: ChildState | undefined;
  readonly weights?: Float32Array<ArrayBuffer> | undefined;
}

export type Turn =
  | TrainingEvent
  | { readonly type: 'begins'; readonly member: Member }
  /** It was trained before one of a lower number was, and waits for that. */
  | { readonly type: 'waits'; readonly child: Ended }
  /** All of lower numbers have had their turn. */
  | { readonly type: 'ends'; readonly child: Ended };

export interface Work {
  /** By number. */
  readonly members: readonly Member[];
  /** How many are trained at once. */
  readonly parallel: number;
  /** Absent: each is trained elsewhere. */
  readonly oneDevice?: OneDevice | undefined;
  /** Else of equal graphs the first is trained, and the others wait for what comes of it. */
  readonly retrainsKnown: boolean;
  /** The training of a child, or how it ended where nothing of it has to be trained. */
  begin(member: Member): AsyncGenerator<TrainingEvent, Training, void> | Ended;
  /** How a child that was trained ended. */
  judge(member: Member, training: Training): Ended;
}

/**
 * Trains the children of a wave, and ends them in the order of their numbers. It works only while it is pulled; `return()` ends all in
 * training. A child that one device refused while others were in training there is trained once more, by itself.
 */
export async function* inTurn({
  members,
  parallel,
  oneDevice,
  retrainsKnown,
  begin,
  judge,
}: Work): AsyncGenerator<Turn, void, void> {
  const together = createTogether<TrainingEvent, Training>();
  const rota = oneDevice && createRota(oneDevice);
  const coming = [...members];
  /** Those that a device is to train by themselves. */
  const alone = new Set<number>();
  /** How many have had their turn. */
  let turns = 0;
  const waiting = new Map<number, Ended>();
  const open = new Map(members.map((member) => [member.number, member]));
  const mayBegin = ({ number, key }: Member): boolean =>
    retrainsKnown || ![...open.values()].some((other) => other.number < number && other.key === key);
  const mayJoin = (): boolean =>
    together.size === 0 ||
    (together.size < parallel && (rota === undefined || (alone.size === 0 && rota.hasRoom())));
  const end = (child: Ended): void => {
    alone.delete(child.trial.number);
    open.delete(child.trial.number);
    waiting.set(child.trial.number, child);
  };
  try {
    while (turns < members.length) {
      const child = waiting.get(members[turns]!.number);
      if (child !== undefined) {
        waiting.delete(child.trial.number);
        turns += 1;
        yield { type: 'ends', child };
        continue;
      }
      const next = mayJoin() ? coming.find(mayBegin) : undefined;
      if (next !== undefined) {
        coming.splice(coming.indexOf(next), 1);
        yield { type: 'begins', member: next };
        const begun = begin(next);
        if ('trial' in begun) end(begun);
        else {
          together.add(next.number, begun);
          rota?.begins(next.number);
        }
        continue;
      }
      const step = await together.next(rota?.pulls(members[turns]!.number));
      if (!step.done) {
        rota?.hears(step.value);
        yield step.value;
        continue;
      }
      const wantsRoom = step.value.isRefused && rota?.hadCompany(step.number);
      rota?.ends(step.number);
      if (wantsRoom) {
        alone.add(step.number);
        coming.unshift(open.get(step.number)!);
        continue;
      }
      const ended = judge(open.get(step.number)!, step.value);
      end(ended);
      if (step.number !== members[turns]!.number) yield { type: 'waits', child: ended };
    }
  } finally {
    await together.end({ accuracy: null, seconds: 0, epochs: [] });
  }
}
