import { inverse } from './cholesky.ts';
import { COST_FIGURES, type FeatureValues, isCost, nameOf } from './features.ts';
import { normalScores } from './scores.ts';

export interface RegressionOptions {
  /** Deviation of a child's score about what its features say. */
  readonly noiseDeviation: number;
  /**
   * Deviation that is expected, before any child is known, of what a child's choices add up to, were each counted once. An operation
   * that a cell has several times counts as often, and costs come on top: 1.2 to 1.4 times as much in most spaces, in one of three
   * operations 1.7.
   */
  readonly priorDeviation: number;
}

/** A child's features, and its reward. */
export interface Example {
  readonly values: FeatureValues;
  readonly reward: number;
}

export interface Prediction {
  /** Normal score among the children that are known. */
  readonly mean: number;
  /** Posterior deviation of the mean; the noise of a training comes on top. */
  readonly deviation: number;
}

/** A linear combination of features' weights, by their names. */
export type Combination = ReadonlyMap<string, number>;

export interface Regression {
  predict(values: FeatureValues): Prediction;
  /** Posterior of a combination of weights; a weight that no child told of has its prior. */
  combine(combination: Combination): Prediction;
  /** Of a cost: the deviation of its logarithm among the children, which its weight counts in; 0 where all cost the same. */
  costDeviation(name: string): number;
  /**
   * What the scores themselves say of the noise: the residuals' deviation, with the room that the fit took of them given
   * back: √(|y - Hy|² / tr (I - H)²), H the matrix that makes predictions of scores. Right where there are no effects, and
   * else rather too large, since shrunk effects leave some of theirs in the residuals. Where the fit took all the room it is
   * the deviation of the scores.
   */
  residualDeviation(): number;
  readonly scores: readonly number[];
}

/** Share of the children: less is rounding. */
const LEAST_ROOM = 1e-6;

/**
 * Bayesian linear regression of the normal scores of rewards on features: y = x w + noise, where weights are independent
 * normals about 0, and noise and prior are fixed, as the options have them. A weight's prior deviation is
 * `priorDeviation` / √d, with d the different features that a child has on average but for costs, so that it means about the same
 * in all spaces; those of costs, which count in deviations from their mean over the children, have half of `priorDeviation`. There is no constant: scores have mean 0.
 */
export function regression(examples: readonly Example[], options: RegressionOptions): Regression {
  const { noiseDeviation, priorDeviation } = options;
  const scores = normalScores(examples.map(({ reward }) => reward));
  const costs = new Map(COST_FIGURES.map((kind) => [nameOf({ kind }), spreadOf(examples, nameOf({ kind }))]));
  const standard = (name: string, value: number): number => {
    const spread = costs.get(name);
    if (spread === undefined) return value;
    return spread.deviation === 0 ? 0 : (value - spread.mean) / spread.deviation;
  };
  // In the order in which children brought them, which a restored search finds again.
  const columns = new Map<string, number>();
  for (const { values } of examples) {
    for (const name of values.keys()) if (!columns.has(name)) columns.set(name, columns.size);
  }
  const names = [...columns.keys()];
  const size = names.length;
  const choices = examples.reduce((sum, { values }) => sum + values.size - COST_FIGURES.length, 0);
  const perChild = Math.max(1, choices / examples.length);
  const variance = (priorDeviation * priorDeviation) / perChild;
  const prior = (name: string): number => (isCost(name) ? (priorDeviation * priorDeviation) / 4 : variance);

  const precision = new Float64Array(size * size);
  const target = new Float64Array(size);
  for (const [index, name] of names.entries()) precision[index * size + index] = 1 / prior(name);
  const weight = 1 / (noiseDeviation * noiseDeviation);
  for (const [row, { values }] of examples.entries()) {
    const entries = [...values].map(([name, value]) => [columns.get(name)!, standard(name, value)] as const);
    for (const [i, a] of entries) {
      target[i]! += weight * a * scores[row]!;
      for (const [j, b] of entries) precision[i * size + j]! += weight * a * b;
    }
  }
  const covariance = inverse(precision, size);
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += covariance[i * size + j]! * target[j]!;
    weights[i] = sum;
  }

  const posterior = (entries: Iterable<readonly [string, number]>): Prediction => {
    const known: number[] = [];
    const factors: number[] = [];
    let unseen = 0;
    for (const [name, factor] of entries) {
      const column = columns.get(name);
      if (column === undefined) unseen += prior(name) * factor * factor;
      else {
        known.push(column);
        factors.push(factor);
      }
    }
    let mean = 0;
    let square = unseen;
    for (let i = 0; i < known.length; i++) {
      const row = known[i]! * size;
      let sum = 0;
      for (let j = 0; j < known.length; j++) sum += covariance[row + known[j]!]! * factors[j]!;
      mean += weights[known[i]!]! * factors[i]!;
      square += factors[i]! * sum;
    }
    return { mean, deviation: Math.sqrt(Math.max(0, square)) };
  };

  return {
    scores,
    predict: (values) => {
      const entries: [string, number][] = [];
      for (const [name, value] of values) entries.push([name, standard(name, value)]);
      return posterior(entries);
    },
    combine: posterior,
    costDeviation: (name) => costs.get(name)?.deviation ?? 0,
    residualDeviation: () => {
      let square = 0;
      for (const [row, { values }] of examples.entries()) {
        let rest = scores[row]!;
        for (const [name, value] of values) rest -= standard(name, value) * weights[columns.get(name)!]!;
        square += rest * rest;
      }
      // H shares its traces with I - covariance / prior, which is as small as the weights are few.
      const part = (i: number, j: number): number =>
        (i === j ? 1 : 0) - covariance[i * size + j]! / prior(names[j]!);
      let room = examples.length;
      for (let i = 0; i < size; i++) {
        room -= 2 * part(i, i);
        for (let j = 0; j < size; j++) room += part(i, j) * part(j, i);
      }
      if (room > LEAST_ROOM * examples.length) return Math.sqrt(square / room);
      return Math.sqrt(scores.reduce((sum, score) => sum + score * score, 0) / examples.length);
    },
  };
}

function spreadOf(examples: readonly Example[], name: string): { mean: number; deviation: number } {
  const values = examples.map((example) => example.values.get(name) ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  // Differences that are only rounding are none.
  const deviation = Math.sqrt(square);
  return { mean, deviation: deviation < 1e-9 ? 0 : deviation };
}
