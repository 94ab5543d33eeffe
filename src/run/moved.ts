import { log } from '../base/exactMath/log.ts';
import type { Trial } from '../search/trial.ts';
import type { Decision } from '../strategies/strategy.ts';

/** A decision of a controller whose distribution moved between its first child and its last. */
export interface MovedDecision extends Pick<Decision, 'cell' | 'block' | 'slot' | 'kind'> {
  /** Which of its choices gained most of the divergence. */
  readonly choice: number;
  /** The probability of that choice for the first child and for the last, 0 to 1. */
  readonly before: number;
  readonly after: number;
  /** Of the last distribution from the first, in nats. */
  readonly divergence: number;
}

/**
 * The decisions that moved most, the furthest first, ties in the order in which they are made. Each distribution is the
 * recorded one, given what was chosen before it in its child. Empty without a controller: its children have no decisions.
 */
export function movedDecisions(
  trials: readonly Pick<Trial, 'decisions'>[],
  most: number,
): readonly MovedDecision[] {
  const first = trials.find(({ decisions }) => decisions !== undefined)?.decisions ?? [];
  const last = trials.findLast(({ decisions }) => decisions !== undefined)?.decisions ?? [];
  return last
    .flatMap((decision): MovedDecision[] => {
      const start = first.find((one) => isSame(one, decision));
      if (start === undefined || start.probabilities.length !== decision.probabilities.length) return [];
      const { cell, block, slot, kind } = decision;
      const parts = divergenceParts(decision.probabilities, start.probabilities);
      const choice = parts.indexOf(Math.max(...parts));
      if (choice < 0) return [];
      const [before, after] = [start.probabilities[choice]!, decision.probabilities[choice]!];
      const divergence = parts.reduce((sum, part) => sum + part, 0);
      return [{ cell, block, slot, kind, choice, before, after, divergence }];
    })
    .filter(({ divergence }) => divergence > NOTHING)
    .sort((a, b) => b.divergence - a.divergence)
    .slice(0, most);
}

/** Below this a distribution has not moved but for the rounding of its probabilities, which add up to 1 within a float's. */
const NOTHING = 1e-6;

/** What a softmax in single precision may round to 0. */
const LEAST = 1e-9;

/**
 * p log(p / q) of each choice, in nats: they add up to the Kullback-Leibler divergence of `after` (p) from `before` (q). A
 * choice that had no probability left counts as 1e-9.
 */
export const divergenceParts = (after: readonly number[], before: readonly number[]): number[] =>
  after.map((p, index) => (p > 0 ? p * log(p / Math.max(before[index] ?? 0, LEAST)) : 0));

const isSame = (a: Decision, b: Decision): boolean =>
  a.cell === b.cell && a.block === b.block && a.slot === b.slot && a.kind === b.kind;
