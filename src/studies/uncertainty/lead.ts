import { twoSidedZ } from '../../base/normal.ts';
import { bestOfDraws } from './draws.ts';
import { ERROR } from './whisker.ts';

/** By how much a search is ahead of random search with as many children: `lead` ± `half`. Shares of 1; negative: behind. */
export interface Lead {
  readonly lead: number;
  /** A search that is itself random is within it of 0 in 95 % of runs. */
  readonly half: number;
  /** What random search has in the mean. */
  readonly random: number;
}

export interface LeadOptions {
  /**
   * Variance by the choice of images that the search's figure and the shipped ones have apart. 0 where they were judged by the
   * same images; else `commonVariance` (trainings.ts) at either's number of images, added up.
   */
  readonly otherImages?: number;
  readonly error?: number;
}

/**
 * The best of a search's `children` (of one recipe, at its last budget, reused ones left out) against the best of as many
 * random ones. All of these are the best of noisy figures, each chosen by the one training that it is read from, so that the
 * noise flatters both alike. The interval counts how far random search's own best scatters and how little the shipped children
 * tell of it (draws.ts). Throws a RangeError on fewer than 20 shipped children and on no children.
 */
export function leadOverRandom(
  best: number,
  children: number,
  shipped: readonly number[],
  { otherImages = 0, error = ERROR }: LeadOptions = {},
): Lead {
  const { mean, spread, sampling } = bestOfDraws(shipped, children);
  return {
    lead: best - mean,
    half: twoSidedZ(error) * Math.sqrt(spread + sampling + otherImages),
    random: mean,
  };
}
