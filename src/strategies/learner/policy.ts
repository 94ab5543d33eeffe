import type { Random } from '../../base/random.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Snapshot, Suggestion } from '../strategy.ts';

/** Children to learn from: the choices that made each, and how much better than the baseline it did. */
export interface Lesson {
  readonly choices: readonly (readonly number[])[];
  readonly advantages: readonly number[];
}

/**
 * What a policy climbs, with Adam: the mean over a lesson's children of the sum over decisions of g(log p, A), plus the
 * mean entropy of the decisions times its weight; A is the child's advantage and p a decision's probability.
 */
export interface Objective {
  readonly learningRate: number;
  /** Weight of the decisions' mean entropy, in nats. */
  readonly entropyWeight: number;
  /** Gradient steps a lesson. */
  readonly epochs: number;
  /**
   * Null: g = A log p. Else epsilon of g = min(r A, clip(r, 1 - epsilon, 1 + epsilon) A), with r the ratio of p to what
   * it was before the lesson's first step.
   */
  readonly clipRange: number | null;
}

/**
 * The controller with its optimiser, wherever it computes: a one-layer LSTM that makes the space's open decisions (2 x
 * 5B where nothing is fixed) one after the other, each a softmax over the choices that exist there, the embedding of
 * each choice being the next step's input (Zoph et al. 2018, figure 3).
 */
export interface Policy {
  /** Draws one architecture. */
  suggest(random: Random): Promise<Suggestion>;
  learn(lesson: Lesson): void;
  /** Weights and optimiser as JSON-safe values, bit for bit, in the same form wherever they were computed. */
  write(): Promise<Snapshot>;
  /** Throws an InputError, and changes nothing, unless `written` is what `write` answers for this space. */
  read(written: unknown): void;
  dispose(): void;
}

/** A fresh policy, its weights drawn from `random`. Which function it is decides where the policy computes. */
export type CreatePolicy = (space: SearchSpace, objective: Objective, random: Random) => Policy;
