import { DeviceError, InputError, messageOf } from '../base/errors.ts';
import type { Architecture } from '../space/architecture.ts';
import { canonicalKey } from '../space/canonical.ts';
import type { ProposedChild, SearchCheckpoint, SearchResume } from './checkpoint.ts';
import { type RewardSettings, rewardOf } from './reward.ts';
import type { Settings } from './settings.ts';
import type { Decision, Observation, Strategy, StrategyReport, Suggestion } from './strategy.ts';
import type {
  ArchitectureCost,
  ChildStart,
  ChildState,
  EpochPoint,
  Evaluation,
  Evaluator,
  SharedWeights,
  TrainingProgress,
  Trial,
} from './trial.ts';

/** What a search says while it runs; worker/protocol.ts sends these as they are. */
export type SearchEvent =
  | {
      readonly type: 'trial-started';
      readonly trial: number;
      readonly architecture: Architecture;
      readonly cost: ArchitectureCost;
      readonly decisions?: readonly Decision[];
    }
  | { readonly type: 'progress'; readonly trial: number; readonly progress: TrainingProgress }
  /** With what the child leaves for later ones, since both are kept together or not at all. */
  | { readonly type: 'trial-ended'; readonly trial: Trial; readonly left?: SharedWeights }
  | { readonly type: 'updated'; readonly afterTrial: number; readonly report: StrategyReport }
  | { readonly type: 'checkpoint'; readonly checkpoint: SearchCheckpoint }
  | { readonly type: 'child-state'; readonly trial: number; readonly state: ChildState };

type LoopSettings = Pick<Settings, 'trials' | 'childrenPerUpdate'> &
  Partial<Pick<Settings, 'weightSharing'>> &
  RewardSettings;

export interface SearchOptions {
  readonly settings: LoopSettings;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator;
  /** Goes on from here; the strategy is restored from it. */
  readonly from?: SearchResume;
  /** Yields a checkpoint for every child that is proposed, and one at the end. */
  readonly checkpoints?: boolean;
}

/**
 * Suggest, evaluate, record, learn, until `trials` children are done. It works only while it is pulled, so a consumer
 * that waits pauses the search, and `return()` ends the child in training at once. A graph that was trained before is
 * not trained again, with weight sharing too, where it might do better by now. A child that fails has reward 0 and a reason; only a DeviceError, or a strategy that fails, ends
 * the search. Strategy and evaluator stay the caller's to dispose of.
 */
export async function* runSearch({
  settings,
  strategy,
  evaluator,
  from,
  checkpoints = false,
}: SearchOptions): AsyncGenerator<SearchEvent, void, void> {
  const trained = new Map<string, Trial>();
  const ended = from?.trials ?? [];
  for (const trial of ended)
    if (trial.status === 'trained') trained.set(canonicalKey(trial.architecture), trial);
  let learned = from?.checkpoint.learned ?? 0;
  let observations: Observation[] = ended
    .slice(learned)
    .map((trial) => ({ suggestion: madeOf(trial), reward: trial.reward }));
  let shared: SharedWeights | null = settings.weightSharing ? (from?.shared ?? {}) : null;
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

    const suggestion = proposed === null ? await strategy.suggest() : madeOf(proposed);
    const { architecture } = suggestion;
    const made = madeOf(suggestion);
    const cost = evaluator.cost(architecture);
    yield { type: 'trial-started', trial: number, cost, ...made };
    if (checkpoints && proposed === null) yield await checkpoint({ trial: number, ...made });

    const key = canonicalKey(architecture);
    const earlier = trained.get(key);
    const state = proposed !== null && from?.child?.trial === number ? from.child.state : undefined;
    proposed = null;
    const { trainable, multiplyAdds } = cost;
    const start = { ...(state && { from: state }), ...(shared && { shared }) };
    const evaluation = earlier ? null : yield* train(evaluator, architecture, number, start);
    const outcome =
      evaluation === null
        ? reuse(earlier as Trial)
        : judge(evaluation, (accuracy) => rewardOf(settings, accuracy, multiplyAdds));
    const trial: Trial = { number, ...made, trainable, multiplyAdds, ...outcome };
    if (trial.status === 'trained') trained.set(key, trial);
    const left = shared !== null && trial.status === 'trained' ? evaluation?.left : undefined;
    if (left !== undefined) shared = { ...shared, ...left };
    yield { type: 'trial-ended', trial, ...(left && { left }) };

    observations.push({ suggestion, reward: trial.reward });
  }
  if (checkpoints) yield await checkpoint(null);
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
  'status' | 'accuracy' | 'reward' | 'reason' | 'reusedFrom' | 'inherited' | 'seconds' | 'epochs'
>;

function reuse({ number, accuracy, reward, inherited, epochs }: Trial): Outcome {
  const how = inherited === undefined ? {} : { inherited };
  return { status: 'reused', reusedFrom: number, accuracy, reward, ...how, epochs, seconds: 0 };
}

function judge(
  { accuracy, reason, inherited, seconds, epochs }: Evaluation,
  reward: (accuracy: number) => number,
): Outcome {
  const how = inherited === undefined ? {} : { inherited };
  if (accuracy !== null && Number.isFinite(accuracy)) {
    return { status: 'trained', accuracy, reward: reward(accuracy), ...how, seconds, epochs };
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

/** Forwards a child's progress; an exception becomes a failed evaluation with the epochs that it reached. */
async function* train(
  evaluator: Evaluator,
  architecture: Architecture,
  trial: number,
  start: ChildStart,
): AsyncGenerator<SearchEvent, Evaluation, void> {
  const epochs: EpochPoint[] = [...(start.from?.epochs ?? [])];
  const training = evaluator.evaluate(architecture, trial, start);
  let running = true;
  try {
    for (;;) {
      const step = await training.next();
      if (step.done) {
        running = false;
        return step.value;
      }
      if (step.value.type === 'epoch') {
        const { type: _, ...point } = step.value;
        epochs.splice(point.epoch - 1);
        epochs.push(point);
      }
      if (step.value.type === 'state') yield { type: 'child-state', trial, state: step.value.state };
      else yield { type: 'progress', trial, progress: step.value };
    }
  } catch (thrown) {
    if (thrown instanceof DeviceError) throw thrown;
    running = false;
    return { accuracy: null, reason: messageOf(thrown), seconds: 0, epochs };
  } finally {
    if (running) await training.return({ accuracy: null, seconds: 0, epochs });
  }
}
