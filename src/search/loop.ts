import { DeviceError, messageOf } from '../base/errors.ts';
import type { Architecture } from '../space/architecture.ts';
import { canonicalKey } from '../space/canonical.ts';
import { type RewardSettings, rewardOf } from './reward.ts';
import type { Settings } from './settings.ts';
import type { Decision, Observation, Strategy, StrategyReport } from './strategy.ts';
import type {
  ArchitectureCost,
  EpochPoint,
  Evaluation,
  Evaluator,
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
  | { readonly type: 'trial-ended'; readonly trial: Trial }
  | { readonly type: 'updated'; readonly afterTrial: number; readonly report: StrategyReport };

export interface SearchOptions {
  readonly settings: Pick<Settings, 'trials' | 'childrenPerUpdate'> & RewardSettings;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator;
}

/**
 * Suggest, evaluate, record, learn, until `trials` children are done. It works only while it is pulled, so a consumer
 * that waits pauses the search, and `return()` ends the child in training at once. A graph that was trained before is
 * not trained again. A child that fails has reward 0 and a reason; only a DeviceError, or a strategy that fails, ends
 * the search. Strategy and evaluator stay the caller's to dispose of.
 */
export async function* runSearch({
  settings,
  strategy,
  evaluator,
}: SearchOptions): AsyncGenerator<SearchEvent, void, void> {
  const trained = new Map<string, Trial>();
  let observations: Observation[] = [];
  for (let number = 1; number <= settings.trials; number++) {
    const suggestion = await strategy.suggest();
    const { architecture } = suggestion;
    const made = { architecture, ...(suggestion.decisions ? { decisions: suggestion.decisions } : {}) };
    const cost = evaluator.cost(architecture);
    yield { type: 'trial-started', trial: number, cost, ...made };

    const key = canonicalKey(architecture);
    const earlier = trained.get(key);
    const { trainable, multiplyAdds } = cost;
    const outcome = earlier
      ? reuse(earlier)
      : judge(yield* train(evaluator, architecture, number), (accuracy) =>
          rewardOf(settings, accuracy, multiplyAdds),
        );
    const trial: Trial = { number, ...made, trainable, multiplyAdds, ...outcome };
    if (trial.status === 'trained') trained.set(key, trial);
    yield { type: 'trial-ended', trial };

    observations.push({ suggestion, reward: trial.reward });
    if (observations.length < settings.childrenPerUpdate) continue;
    const report = await strategy.update(observations);
    observations = [];
    yield { type: 'updated', afterTrial: number, report };
  }
}

type Outcome = Pick<Trial, 'status' | 'accuracy' | 'reward' | 'reason' | 'reusedFrom' | 'seconds' | 'epochs'>;

function reuse({ number, accuracy, reward, epochs }: Trial): Outcome {
  return { status: 'reused', reusedFrom: number, accuracy, reward, epochs, seconds: 0 };
}

function judge(
  { accuracy, reason, seconds, epochs }: Evaluation,
  reward: (accuracy: number) => number,
): Outcome {
  if (accuracy !== null && Number.isFinite(accuracy)) {
    return { status: 'trained', accuracy, reward: reward(accuracy), seconds, epochs };
  }
  return {
    status: 'failed',
    accuracy: null,
    reward: 0,
    reason: reason ?? 'It gave no accuracy.',
    seconds,
    epochs,
  };
}

/** Forwards a child's progress; an exception becomes a failed evaluation with the epochs that it reached. */
async function* train(
  evaluator: Evaluator,
  architecture: Architecture,
  trial: number,
): AsyncGenerator<SearchEvent, Evaluation, void> {
  const epochs: EpochPoint[] = [];
  const training = evaluator.evaluate(architecture, trial);
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
        epochs.push(point);
      }
      yield { type: 'progress', trial, progress: step.value };
    }
  } catch (thrown) {
    if (thrown instanceof DeviceError) throw thrown;
    running = false;
    return { accuracy: null, reason: messageOf(thrown), seconds: 0, epochs };
  } finally {
    if (running) await training.return({ accuracy: null, seconds: 0, epochs });
  }
}
