import type { Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Decision, Observation, Snapshot, Strategy, StrategyReport } from '../strategies/strategy.ts';
import { resumedChildren, type SearchCheckpoint, type SearchResume } from './checkpoint.ts';
import { type HalvingSettings, ladderOf, originOf, pausedAfter } from './halving.ts';
import { judge, reuse } from './outcome.ts';
import { type RewardSettings, rewardOf } from './reward.ts';
import { sinceBefore, type Training, type TrainingEvent, train } from './training.ts';
import type {
  ArchitectureCost,
  ChildState,
  Evaluator,
  PausedChildren,
  SharedWeights,
  Trial,
} from './trial.ts';
import { createHeirs, leftApart } from './waves/heirs.ts';
import { type Ended, inTurn } from './waves/inTurn.ts';
import type { OneDevice } from './waves/oneDevice.ts';
import { keyOf, type Member, madeOf, propose, toldOf, type Wave } from './waves/wave.ts';
import { type WaveSettings, waveStart } from './waves/waves.ts';

/** What a search says while it runs; protocol/protocol.ts sends these as they are. */
export type SearchEvent =
  | {
      readonly type: 'trial-started';
      readonly trial: number;
      readonly architecture: Architecture;
      readonly cost: ArchitectureCost;
      readonly decisions?: readonly Decision[];
      /** As in the trial. */
      readonly budget?: number;
      readonly promotedFrom?: number;
    }
  | TrainingEvent
  /** With what the child leaves for later ones, and itself where it paused: all are kept together or not at all. */
  | {
      readonly type: 'trial-ended';
      readonly trial: Trial;
      readonly left?: SharedWeights;
      readonly paused?: ChildState;
      /** What the child ended with, where weights are kept; absent where it failed or was reused. */
      readonly weights?: Float32Array<ArrayBuffer>;
    }
  | { readonly type: 'updated'; readonly afterTrial: number; readonly report: StrategyReport }
  /** With what a child leaves, and itself where it paused, that ended before its turn and now waits in the checkpoint. */
  | {
      readonly type: 'checkpoint';
      readonly checkpoint: SearchCheckpoint;
      readonly left?: SharedWeights;
      readonly paused?: PausedChildren;
    };

type LoopSettings = Pick<Settings, 'trials' | 'childrenPerUpdate'> &
  Partial<Pick<Settings, 'weightSharing'> & HalvingSettings> &
  WaveSettings &
  RewardSettings;

export interface SearchOptions {
  readonly settings: LoopSettings;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator;
  /** Goes on from here; the strategy is restored from it. */
  readonly from?: SearchResume;
  /** Yields a checkpoint for every wave that is proposed, for every child that ends before its turn, and one at the end. */
  readonly checkpoints?: boolean;
  /** Sends each trained child's weights with its trial. */
  readonly keepWeights?: boolean;
  /** How many children of a wave are trained at once: it changes nothing of what comes of them. */
  readonly parallel?: number;
  /** They are all trained by one device; absent: the evaluator has one for each. */
  readonly oneDevice?: OneDevice;
}

/**
 * Suggest a wave, evaluate, record, learn, until `trials` children are done (docs/SCALE.md). It works only while it is pulled, so a consumer
 * that waits pauses the search, and `return()` ends the children in training at once. Trials end in the order of their numbers. A graph that was trained before is
 * not trained again, with weight sharing too, where it might do better by now, unless the strategy wants it. With successive halving the
 * strategy learns each child's reward at its first budget, so that all it learns from compare; a trial that trains a child
 * on is told to nobody but the recorder. A child that fails has reward 0 and a reason; only a DeviceError, or a strategy that fails, ends
 * the search; a run's only child ends it too, where it fails after an epoch that is kept, unless it diverges. Strategy and evaluator stay the caller's to dispose of.
 */
export async function* runSearch({
  settings,
  strategy,
  evaluator,
  from,
  checkpoints = false,
  keepWeights = false,
  parallel = 1,
  oneDevice,
}: SearchOptions): AsyncGenerator<SearchEvent, void, void> {
  const done = [...(from?.trials ?? [])];
  const trained = new Map<string, Trial>();
  for (const trial of done)
    if (trial.status === 'trained') trained.set(keyOf(trial.architecture, trial.budget), trial);
  let learned = from?.checkpoint.learned ?? 0;
  /** Ended, and not learned from. */
  const fresh = done.slice(learned).filter(({ promotedFrom }) => promotedFrom === undefined);
  const ladder = ladderOf(settings);
  let paused = from?.paused ?? {};
  const heirs = settings.weightSharing ? createHeirs(settings, from?.shared ?? {}) : null;
  const proposed = from === undefined ? new Map<number, never>() : resumedChildren(from);
  /** Trials that ended before their turn. */
  const waited = new Map(
    (from?.checkpoint.waiting ?? [])
      .filter(({ number }) => number > done.length && number <= settings.trials)
      .map((trial) => [trial.number, trial]),
  );
  if (from !== undefined) strategy.restore(from.checkpoint.strategy);

  const startOf = ({ number, promotion, part: { budget } }: Member) => {
    const inTraining = proposed.has(number) && from?.child?.trial === number ? from.child.state : undefined;
    const state = inTraining ?? (promotion ? paused[promotion.child.number] : undefined);
    return {
      ...(state && { from: state }),
      ...(heirs && { shared: heirs.shared }),
      ...(budget === undefined ? {} : { until: budget }),
      ...(keepWeights && { keepWeights }),
      ...(checkpoints && settings.trials === 1 && { isAlone: true }),
    };
  };

  const trialOf = ({ number, made, part, cost }: Member, outcome: ReturnType<typeof judge>): Trial => {
    const { trainable, multiplyAdds } = cost;
    return { number, ...made, ...part, trainable, multiplyAdds, ...outcome };
  };

  const afterTraining = (member: Member, training: Training): Ended => {
    const { promotion, cost } = member;
    const before = promotion ? paused[promotion.child.number] : undefined;
    const evaluation = promotion && before ? sinceBefore(training, before, promotion.child) : training;
    const reward = (accuracy: number): number => rewardOf(settings, accuracy, cost.multiplyAdds);
    const trial = trialOf(member, judge(evaluation, reward));
    if (trial.status !== 'trained') return { trial };
    trained.set(member.key, trial);
    const left = heirs === null ? undefined : evaluation.left;
    return { trial, left, paused: evaluation.paused, weights: evaluation.weights };
  };

  const record = ({ trial, left, paused: rest, weights }: Ended): SearchEvent => {
    done.push(trial);
    waited.delete(trial.number);
    if (trial.promotedFrom === undefined) fresh.push(trial);
    paused = pausedAfter(settings, paused, done, rest);
    const told = heirs?.leave(trial.number, left);
    return {
      type: 'trial-ended',
      trial,
      ...(told && { left: told }),
      ...(rest && { paused: rest }),
      ...(weights && { weights }),
    };
  };

  const begin = (member: Member) => {
    const { number, made, promotion, key } = member;
    const known = waited.get(number);
    if (known?.status === 'trained') trained.set(key, known);
    if (known !== undefined) return { trial: known, left: heirs?.of(number) };
    const earlier = strategy.retrainsKnown ? undefined : trained.get(key);
    if (earlier !== undefined) return { trial: trialOf(member, reuse(earlier)) };
    const seededBy = promotion ? originOf(promotion.child, done).number : number;
    return train(evaluator, made.architecture, number, seededBy, startOf(member));
  };

  const perform = async function* ({ members, isNew }: Wave): AsyncGenerator<SearchEvent, void, void> {
    let isTold = !isNew;
    let snapshot: Snapshot | null = null;
    const checkpoint = async (): Promise<SearchCheckpoint> => {
      snapshot ??= await strategy.snapshot();
      const waiting = [...waited.values()].sort((a, b) => a.number - b.number);
      return { learned, strategy: snapshot, ...toldOf(members, waiting) };
    };
    const retrainsKnown = strategy.retrainsKnown === true;
    const wave = { members, parallel, oneDevice, retrainsKnown };
    for await (const turn of inTurn({ ...wave, begin, judge: afterTraining })) {
      switch (turn.type) {
        case 'begins': {
          const { number, cost, made, part } = turn.member;
          yield { type: 'trial-started', trial: number, cost, ...made, ...part };
          if (checkpoints && !isTold) yield { type: 'checkpoint', checkpoint: await checkpoint() };
          isTold = true;
          break;
        }
        case 'waits': {
          const { trial, left, paused: rest } = turn.child;
          waited.set(trial.number, trial);
          if (!checkpoints) break;
          yield {
            type: 'checkpoint',
            checkpoint: await checkpoint(),
            ...(left && { left: leftApart(trial.number, left) }),
            ...(rest && { paused: { [trial.number]: rest } }),
          };
          break;
        }
        case 'ends':
          yield record(turn.child);
          break;
        default:
          yield turn;
      }
    }
  };

  for (;;) {
    const next = done.length + 1;
    const isBetween = waveStart(next, settings) === next;
    while (isBetween && fresh.length >= settings.childrenPerUpdate) {
      const observed = fresh.splice(0, settings.childrenPerUpdate);
      const report = await strategy.update(observed.map(observationOf));
      learned = observed.at(-1)!.number;
      yield { type: 'updated', afterTrial: learned, report };
    }
    if (next > settings.trials) break;
    yield* perform(await propose({ settings, ladder, strategy, evaluator, done, proposed }));
  }
  if (checkpoints)
    yield {
      type: 'checkpoint',
      checkpoint: { learned, strategy: await strategy.snapshot(), proposed: null },
    };
}

const observationOf = (trial: Trial): Observation => ({ suggestion: madeOf(trial), reward: trial.reward });
