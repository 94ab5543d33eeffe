import type { Contest } from '../../codecs/contest/contest.ts';
import { ENGINE_VERSIONS } from '../../protocol/environment.ts';
import type { Command, Event, MakeCommand } from '../../protocol/protocol.ts';
import { createLine, type Line } from '../link.ts';
import { isByTable, OTHER_LOOK, type Retraining, type Wanted } from './board.ts';
import { MOST_WORDS } from './kept.ts';
import type { BoardPorts } from './ports.ts';

/** How far a training is. */
export interface Progress {
  readonly epoch: number;
  /** Of the whole, 0 to 1. */
  readonly share: number;
  readonly imagesPerSecond: number;
}

export interface TrainerEnds {
  progress(progress: Progress): void;
  ended(retraining: Retraining): void;
  /** What was asked for can't be trained anywhere (`isOwn`), or nothing can be now. */
  refused(why: string, isOwn: boolean): void;
  loading(detail: string | null): void;
}

/** Trains one child at a time in a worker of its own, on the processor's engine, whose bits are the same on every machine. */
export interface Trainer {
  train(wanted: Wanted, contest: Contest): void;
  /** What is in training is given up. */
  cancel(): void;
  dispose(): void;
}

const RUN = 'class-board';

export function createTrainer(ports: BoardPorts, ends: TrainerEnds, now: () => number): Trainer {
  let number = 0;
  let current: { readonly wanted: Wanted; readonly contest: Contest; readonly since: number } | null = null;
  const hear = (event: Event): void => {
    if (current === null || event.type === 'inspection' || event.run !== RUN) return;
    const { wanted, contest, since } = current;
    switch (event.type) {
      case 'data':
        ends.loading(event.data.stage === 'ready' ? null : event.data.detail);
        return;
      case 'made-progress': {
        const { progress } = event;
        if (event.number !== number || progress.type !== 'batch') return;
        const { epoch, step, steps, imagesPerSecond } = progress;
        const before = (epoch - 1) / contest.settings.epochs;
        const share = Math.min(1, Math.max(before, step / Math.max(1, steps)));
        ends.progress({ epoch, share, imagesPerSecond });
        return;
      }
      case 'made-ended': {
        if (event.number !== number) return;
        const { accuracy, reason, right } = event.result;
        current = null;
        const { code, seed } = wanted;
        ends.ended({
          ...{ code, seed, accuracy, seconds: (now() - since) / 1000 },
          ...(reason === undefined ? {} : { reason: reason.slice(0, MOST_WORDS) }),
          ...(isByTable(contest) ? {} : { version: ENGINE_VERSIONS.wasm }),
          ...(right === undefined ? {} : { right }),
        });
        return;
      }
      case 'made-refused': {
        if (event.number !== number) return;
        current = null;
        ends.refused(event.problem.why, event.problem.kind === 'settings');
        return;
      }
      default:
    }
  };
  const line = (connect: BoardPorts['connect']): Line<Command> =>
    createLine(connect, {
      hear,
      crash(reason) {
        if (current === null) return;
        current = null;
        ends.refused(reason, false);
      },
    });
  const training = line(ports.connect);
  const lookup = line(ports.connectLookup);

  return {
    train(wanted, contest) {
      number += 1;
      current = { wanted, contest, since: now() };
      (isByTable(contest) ? lookup : training).send(commandOf(wanted, contest, number, ports));
    },
    cancel() {
      if (current === null) return;
      current = null;
      for (const one of [training, lookup])
        if (one.connected) one.send({ type: 'make-cancel', run: RUN, number });
    },
    dispose() {
      current = null;
      training.disconnect();
      lookup.disconnect();
    },
  };
}

function commandOf(
  { architecture, seed }: Wanted,
  contest: Contest,
  number: number,
  { dataUrl, tableUrl }: BoardPorts,
): MakeCommand {
  const common = { type: 'make', run: RUN, dataUrl } as const;
  const { settings } = contest;
  const child = { number, architecture, seeds: 1, done: 0 };
  if (!isByTable(contest))
    return { ...common, settings, place: 'processor', backend: 'wasm', child: { ...child, seed } };
  // The table has a training for even seeds and one for odd ones.
  const other = { ...settings, seed: settings.seed % 2 === 0 ? settings.seed + 1 : settings.seed - 1 };
  return {
    ...{ ...common, settings: seed === OTHER_LOOK ? other : settings, child },
    ...(tableUrl === null ? {} : { tableUrl }),
  };
}
