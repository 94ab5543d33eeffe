import { InputError } from '../base/errors.ts';
import type { Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import { canonicalKey } from '../space/canonical.ts';
import type { Decision, Observation, Strategy, StrategyReport, Suggestion } from '../strategies/strategy.ts';
import type { ProposedChild, SearchCheckpoint, SearchResume } from './checkpoint.ts';
import { type HalvingSettings, ladderOf, nextPromotion, originOf, pausedAfter } from './halving.ts';
import { type RewardSettings, rewardOf } from './reward.ts';
import { sinceBefore, type TrainingEvent, train } from './training.ts';
import type { ArchitectureCost, ChildState, Evaluation, Evaluator, SharedWeights, Trial } from './trial.ts';

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
  | { readonly type: 'checkpoint'; readonly checkpoint: SearchCheckpoint };

type LoopSettings = Pick<Settings, 'trials' | 'childrenPerUpdate'> &
  Partial<Pick<Settings, 'weightSharing'> & HalvingSettings> &
  RewardSettings;

export interface SearchOptions {
  readonly settings: LoopSettings;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator;
  /** Goes on from here; the strategy is restored from it. */
  readonly from?: SearchResume;
  /** Yields a checkpoint for every child that is proposed, and one at the end. */
  readonly checkpoints?: boolean;
  /** Sends each trained child's weights with its trial. */
  readonly keepWeights?: boolean;
}

/**
 * Suggest, evaluate, record, learn, until `trials` children are done. It works only while it is pulled, so a consumer
 * that waits pauses the search, and `return()` ends the child in training at once. A graph that was trained before is
 * not trained again, with weight sharing too, where it might do better by now, unless the strategy wants it. With successive halving the
 * strategy learns each child's reward at its first budget, so that all it learns from compare; a trial that trains a child
 * on is told to nobody but the recorder. A child that fails has reward 0 and a reason; only a DeviceError, or a strategy that fails, ends
 * the search. Strategy and evaluator stay the caller's to dispose of.
 */
export async function* runSearch({
  settings,
  strategy,
  evaluator,
  from,
  checkpoints = false,
  keepWeights = false,
}: SearchOptions): AsyncGenerator<SearchEvent, void, void> {
  const trained = new Map<string, Trial>();
  const ended = from?.trials ?? [];
  for (const trial of ended)
    if (trial.status === 'trained') trained.set(keyOf(trial.architecture, trial.budget), trial);
  let learned = from?.checkpoint.learned ?? 0;
  let observations: Observation[] = ended
    .slice(learned)
    .filter(({ promotedFrom }) => promotedFrom === undefined)
    .map((trial) => ({ suggestion: madeOf(trial), reward: trial.reward }));
  let shared: SharedWeights | null = settings.weightSharing ? (from?.shared ?? {}) : null;
  const ladder = ladderOf(settings);
  const done = [...ended];
  let paused = from?.paused ?? {};
  let proposed = from === undefined ? null : resumedChild(from);
  if (from !== undefined) strategy.restore(from.checkpoint.strategy);
  const checkpoint = async (child: ProposedChild | null): Promise<SearchEvent> => ({
    type: 'checkpoint',
    checkpoint: { learned, strategy: await strategy.snapshot(), proposed: child },
  });

  for (let number = ended.length + 1; ; number++) {
    if (observations.length >= settings.childrenPerUpdate) {
      const report = await strategy.update(observations);
      observations = [];
      learned = number - 1;
      yield { type: 'updated', afterTrial: learned, report };
    }
    if (number > settings.trials) break;

    const promotion = ladder && nextPromotion(ladder, done);
    const suggestion = promotion
      ? promotion.child
      : proposed === null
        ? await strategy.suggest()
        : madeOf(proposed);
    const { architecture } = suggestion;
    const made = madeOf(suggestion);
    const until = promotion?.budget ?? ladder?.budgets[0];
    const part = {
      ...(until === undefined ? {} : { budget: until }),
      ...(promotion ? { promotedFrom: promotion.child.number } : {}),
    };
    const cost = costUntil(evaluator.cost(architecture), settings.epochs, until);
    yield { type: 'trial-started', trial: number, cost, ...made, ...part };
    if (checkpoints && proposed === null) yield await checkpoint({ trial: number, ...made });

    const key = keyOf(architecture, until);
    const earlier = strategy.retrainsKnown ? undefined : trained.get(key);
    const before = promotion ? paused[promotion.child.number] : undefined;
    const inTraining = proposed !== null && from?.child?.trial === number ? from.child.state : undefined;
    const state = inTraining ?? before;
    proposed = null;
    const { trainable, multiplyAdds } = cost;
    const start = {
      ...(state && { from: state }),
      ...(shared && { shared }),
      ...(until === undefined ? {} : { until }),
      ...(keepWeights && { keepWeights }),
    };
    const seededBy = promotion ? originOf(promotion.child, done).number : number;
    const training = earlier ? null : yield* train(evaluator, architecture, number, seededBy, start);
    const evaluation =
      training && promotion && before ? sinceBefore(training, before, promotion.child) : training;
    const outcome =
      evaluation === null
        ? reuse(earlier as Trial)
        : judge(evaluation, (accuracy) => rewardOf(settings, accuracy, multiplyAdds));
    const trial: Trial = { number, ...made, ...part, trainable, multiplyAdds, ...outcome };
    done.push(trial);
    if (trial.status === 'trained') trained.set(key, trial);
    const left = shared !== null && trial.status === 'trained' ? evaluation?.left : undefined;
    if (left !== undefined) shared = { ...shared, ...left };
    const rest = trial.status === 'trained' ? evaluation?.paused : undefined;
    paused = pausedAfter(settings, paused, done, rest);
    const weights = trial.status === 'trained' ? evaluation?.weights : undefined;
    yield {
      type: 'trial-ended',
      trial,
      ...(left && { left }),
      ...(rest && { paused: rest }),
      ...(weights && { weights }),
    };

    if (!promotion) observations.push({ suggestion: made, reward: trial.reward });
  }
  if (checkpoints) yield await checkpoint(null);
}

/** Graphs are the same only at the same budget. */
const keyOf = (architecture: Architecture, budget: number | undefined): string =>
  `${budget ?? ''} ${canonicalKey(architecture)}`;

/** Steps until it pauses. */
function costUntil(cost: ArchitectureCost, epochs: number | undefined, until: number | undefined) {
  if (epochs === undefined || until === undefined) return cost;
  return { ...cost, steps: Math.round((cost.steps * until) / epochs) };
}

const madeOf = ({ architecture, decisions }: Suggestion): Suggestion =>
  decisions === undefined ? { architecture } : { architecture, decisions };

/** The child that was in training, unless its trial had ended; throws an InputError where the parts don't fit. */
function resumedChild({ trials, checkpoint: { learned, proposed } }: SearchResume): ProposedChild | null {
  const next = trials.length + 1;
  const wrong = trials.findIndex(({ number }, index) => number !== index + 1);
  if (wrong >= 0) throw new InputError(`The run cannot be resumed: its trial ${wrong + 1} is missing.`);
  if (
    learned > trials.length ||
    (proposed !== null && proposed.trial !== next && proposed.trial !== next - 1)
  ) {
    throw new InputError(
      `The run cannot be resumed: its checkpoint is of trial ${proposed?.trial ?? learned}, and ${trials.length} trials are kept.`,
    );
  }
  return proposed?.trial === next ? proposed : null;
}

type Outcome = Pick<
  Trial,
  | 'status'
  | 'accuracy'
  | 'reward'
  | 'reason'
  | 'reusedFrom'
  | 'inherited'
  | 'seconds'
  | 'epochs'
  | 'right'
  | 'shown'
  | 'rungs'
>;

function reuse({ number, accuracy, reward, inherited, epochs, right, shown, rungs }: Trial): Outcome {
  const told = known({ inherited, right, shown, rungs });
  return { status: 'reused', reusedFrom: number, accuracy, reward, ...told, epochs, seconds: 0 };
}

type Told = Pick<Trial, 'inherited' | 'right' | 'shown' | 'rungs'>;

/** Without what is not known, so that equal trials have equal keys. */
const known = ({ inherited, right, shown, rungs }: { [Key in keyof Told]: Told[Key] | undefined }): Told => ({
  ...(inherited === undefined ? {} : { inherited }),
  ...(right === undefined ? {} : { right }),
  ...(shown === undefined ? {} : { shown }),
  ...(rungs === undefined ? {} : { rungs }),
});

function judge(
  { accuracy, reason, inherited, seconds, epochs, right, shown, rungs }: Evaluation,
  reward: (accuracy: number) => number,
): Outcome {
  const how = known({ inherited });
  if (accuracy !== null && Number.isFinite(accuracy)) {
    const told = known({ right, shown, rungs });
    return { status: 'trained', accuracy, reward: reward(accuracy), ...how, seconds, epochs, ...told };
  }
  return {
    status: 'failed',
    accuracy: null,
    reward: 0,
    reason: reason ?? 'It gave no accuracy.',
    ...how,
    seconds,
    epochs,
  };
}
