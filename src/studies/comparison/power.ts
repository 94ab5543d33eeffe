import { createRandom } from '../../base/random.ts';
import { holm, signedRankTest } from './paired.ts';

export interface PowerQuestion {
  /** Searches of each strategy. */
  readonly seeds: number;
  /** By how many deviations of a seed's difference a strategy is better than random search; differences are normal. */
  readonly effect: number;
  /** Strategies that are compared with random search, and adjusted for by Holm; the others are no better than it. */
  readonly strategies: number;
  /** Comparisons that are simulated. */
  readonly draws: number;
  /** Of the generator. */
  readonly seed: number;
}

export interface Power {
  /** The share of comparisons in which p lies below 0.05, */
  readonly alone: number;
  /** and in which the p by Holm does. */
  readonly byHolm: number;
}

/**
 * How probable it is that the signed-rank test over seeds tells a strategy from random search, by simulation. All strategies
 * are held against the same random searches, so that their differences correlate at a half.
 */
export function powerOf({ seeds, effect, strategies, draws, seed }: PowerQuestion): Power {
  const random = createRandom(seed);
  // Differences of two independent normals have a deviation of 1.
  const normals = (shift: number): number[] =>
    Array.from({ length: seeds }, () => shift + Math.SQRT1_2 * random.normal());
  let [alone, byHolm] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const baseline = normals(0);
    const ps = Array.from({ length: strategies }, (_, one) =>
      signedRankTest(normals(one === 0 ? effect : 0), baseline),
    );
    if (ps[0]! < LEVEL) alone++;
    if (holm(ps)[0]! < LEVEL) byHolm++;
  }
  return { alone: alone / draws, byHolm: byHolm / draws };
}

const LEVEL = 0.05;
