import { type Architecture, unusedStates } from '../../space/architecture.ts';
import type { Evaluator, TrainingProgress } from '../trial.ts';

export interface FakeEvaluator extends Evaluator {
  /** Trials whose training was asked for. */
  readonly asked: readonly number[];
  /** Trials whose training has let go of everything, whether it finished or not. */
  readonly released: readonly number[];
}

/** Two epochs of two batches a child, then its made-up accuracy; `sabotage` may throw, or answer why a child fails. */
export function createFakeEvaluator(
  accuracy: (architecture: Architecture) => number,
  sabotage: (trial: number) => string | null = () => null,
): FakeEvaluator {
  const asked: number[] = [];
  const released: number[] = [];
  return {
    asked,
    released,
    cost: ({ normal }) => ({ trainable: 100, multiplyAdds: 10 * unusedStates(normal).length, steps: 4 }),
    async *evaluate(architecture, trial) {
      asked.push(trial);
      const epochs = [];
      try {
        for (const epoch of [1, 2]) {
          for (const step of [2 * epoch - 1, 2 * epoch]) {
            yield {
              type: 'batch',
              step,
              steps: 4,
              epoch,
              loss: 1 / step,
              accuracy: 0.1,
              imagesPerSecond: 50,
            };
          }
          const point = {
            epoch,
            loss: 1 / epoch,
            trainAccuracy: 0.1,
            validationAccuracy: accuracy(architecture),
          };
          yield { type: 'epoch', ...point } satisfies TrainingProgress;
          epochs.push(point);
          const reason = sabotage(trial);
          if (reason !== null) return { accuracy: null, reason, seconds: 1, epochs };
        }
        return { accuracy: accuracy(architecture), seconds: 2, epochs };
      } finally {
        released.push(trial);
      }
    },
  };
}
