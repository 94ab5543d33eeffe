import type { Effect } from '../../strategies/linear/learned.ts';
import type { Comparison, ContestantFigures } from './compare.ts';
import type { Worths } from './worths.ts';

/** An effect in points. */
export interface WorthRow extends Effect {
  /** Its interval does not hold 0. */
  readonly isTold: boolean;
}

/** The `count` choices that matter most, the worthiest first. */
export function worthRows(
  { effects, rewardPerScore }: Pick<Worths, 'effects' | 'rewardPerScore'>,
  count = effects.length,
): WorthRow[] {
  const points = (score: number): number => 100 * rewardPerScore * score;
  return [...effects]
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, count)
    .sort((a, b) => b.mean - a.mean)
    .map(({ mean, low, high, ...choice }) => ({
      ...{ ...choice, mean: points(mean), low: points(low), high: points(high) },
      isTold: low > 0 || high < 0,
    }));
}

/** The search that choices are told by. */
export interface ToldWorths {
  readonly strategy: string;
  readonly seed: number;
  readonly worths: Worths;
}

/**
 * By the linear search, which is the one that foretells its children; where it does not take part, by the one whose mean of the
 * top 5 is the highest. Null where that tells of no choice.
 */
export function toldWorths({ contestants, seeds }: Comparison<ContestantFigures>): ToldWorths | null {
  const best = [...contestants].sort((a, b) => b.meanTop5.mean - a.meanTop5.mean)[0];
  const own = contestants.find(({ id }) => id === 'linear') ?? best;
  const [seed] = seeds;
  if (own === undefined || own.worths === null || seed === undefined) return null;
  return { strategy: own.id, seed, worths: own.worths };
}
