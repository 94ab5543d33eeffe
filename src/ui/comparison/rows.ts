import type { Effect } from '../../strategies/linear/learned.ts';
import type { AgainstRandom, ContestantFigures } from '../../studies/comparison/compare.ts';
import type { Worths } from '../../studies/comparison/worths.ts';

/** Strategies by what is known of them against random search, and choices by what they are worth, as rows. */

export interface EffectRow extends ContestantFigures {
  readonly againstRandom: AgainstRandom;
}

export interface EffectGroups {
  /** Those that are told from random search, better or worse, the best first. */
  readonly told: readonly EffectRow[];
  /** Those that can't be, likewise. */
  readonly open: readonly EffectRow[];
}

/** Above it luck alone is a good enough reason. */
const LEVEL = 0.05;

export function effectGroups(contestants: readonly ContestantFigures[]): EffectGroups {
  const rows = contestants
    .filter((one): one is EffectRow => one.againstRandom !== null)
    .sort((a, b) => b.againstRandom.effect.mean - a.againstRandom.effect.mean);
  const isTold = ({ againstRandom }: EffectRow): boolean => againstRandom.pHolm < LEVEL;
  return { told: rows.filter(isTold), open: rows.filter((row) => !isTold(row)) };
}

/** An effect in points. */
export interface WorthRow extends Pick<Effect, 'feature' | 'mean' | 'low' | 'high'> {
  /** Its interval does not hold 0. */
  readonly isTold: boolean;
}

/** The `count` choices that matter most, the worthiest first. */
export function worthRows({ effects, rewardPerScore }: Worths, count: number): WorthRow[] {
  const points = (score: number): number => 100 * rewardPerScore * score;
  return [...effects]
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, count)
    .sort((a, b) => b.mean - a.mean)
    .map(({ feature, mean, low, high }) => ({
      ...{ feature, mean: points(mean), low: points(low), high: points(high) },
      isTold: low > 0 || high < 0,
    }));
}
