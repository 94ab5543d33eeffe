import type { AgainstRandom, ContestantFigures } from '../../../../studies/comparison/compare.ts';

/** Strategies by what is known of them against random search, as rows. */

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
