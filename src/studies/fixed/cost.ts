import type { GraphCounts } from '../../network/counts.ts';
import { type ChildSettings, childCounts } from '../../settings/childGraph.ts';
import { SETTINGS } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';

/** By how much a network of equal cost may exceed it: a filter more or less of small ones is worth more. */
export const MOST_EXCESS = 0.05;
/** Within so much of the other's, two costs are called equal. */
const EQUAL = 0.1;

export interface EqualCost {
  readonly filters: number;
  readonly counts: GraphCounts;
  /** Its multiply-adds over the target. */
  readonly ratio: number;
  /** `dearer`, `cheaper`: no number of filters comes nearer, and it is compared at its own cost. */
  readonly match: 'equal' | 'dearer' | 'cheaper';
}

/**
 * The filters F with which an architecture's multiply-adds come closest to the target's without exceeding it by more than
 * `MOST_EXCESS`; N, images and head are those of the settings. Where even the fewest are dearer, the fewest.
 */
export function filtersOfEqualCost(
  architecture: Architecture,
  settings: ChildSettings,
  target: number,
): EqualCost {
  const { min, max } = SETTINGS.filters;
  const costOf = (filters: number): number =>
    childCounts(architecture, { ...settings, filters }).multiplyAdds;
  const isIn = (filters: number): boolean => costOf(filters) <= target * (1 + MOST_EXCESS);
  // Cost rises with F: the most filters that are not too dear, by halves.
  let low: number = min;
  let high: number = max;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isIn(middle)) low = middle;
    else high = middle - 1;
  }
  // The one below may be nearer, where this one exceeds the target.
  const isNearer = low > min && target - costOf(low - 1) < Math.abs(costOf(low) - target);
  const filters = isNearer ? low - 1 : low;
  const counts = childCounts(architecture, { ...settings, filters });
  const ratio = counts.multiplyAdds / target;
  return { filters, counts, ratio, match: matchOf(ratio) };
}

/** How a cost compares with the target's. */
export const matchOf = (ratio: number): EqualCost['match'] =>
  ratio > 1 + EQUAL ? 'dearer' : ratio < 1 - EQUAL ? 'cheaper' : 'equal';
