import { twoSidedZ } from '../../base/normal.ts';
import { bestOfDraws } from './draws.ts';
import type { Lead, LeadOptions } from './lead.ts';
import { ERROR } from './whisker.ts';

/** A shipped random child and its two trainings, both judged as the figures they are compared with. */
export interface TrainedTwice {
  readonly first: number;
  readonly second: number;
}

/**
 * The final figure of a search's winner, which nothing was chosen by, against random winners that were trained again too: of as
 * many random children the best by its first training, read by its second. Never against the band, whose figures were chosen.
 *
 * What the second is where the first is the best of n is read off a straight line through the best third of the shipped pairs,
 * at the mean of that best: the few pairs that draws would hit again and again say too little (of 60 pairs and 40 children an
 * interval from those alone holds the truth in 8 runs of 10). Throws as `leadOverRandom` does.
 */
export function leadOfFinal(
  final: number,
  children: number,
  shipped: readonly TrainedTwice[],
  { otherImages = 0, error = ERROR }: LeadOptions = {},
): Lead {
  const best = bestOfDraws(
    shipped.map(({ first }) => first),
    children,
  );
  const line = lineThrough(bestThird(shipped));
  const away = best.mean - line.first;
  const random = line.second + line.slope * away;
  const ofBest = line.slope * line.slope * (best.spread + best.sampling);
  const variance = ofBest + line.residual * (1 + 1 / line.count + (away * away) / line.squares);
  return {
    lead: final - random,
    half: twoSidedZ(error) * Math.sqrt(variance + otherImages),
    random,
  };
}

function bestThird(shipped: readonly TrainedTwice[]): TrainedTwice[] {
  const count = Math.max(10, Math.round(shipped.length / 3));
  return [...shipped].sort((a, b) => b.first - a.first).slice(0, count);
}

interface Line {
  readonly count: number;
  /** Both means. */
  readonly first: number;
  readonly second: number;
  readonly slope: number;
  /** Variance about the line. */
  readonly residual: number;
  /** Sum of squares of the first about its mean; infinite where it does not vary, so that no distance counts. */
  readonly squares: number;
}

/** Least squares. */
function lineThrough(pairs: readonly TrainedTwice[]): Line {
  const count = pairs.length;
  const first = pairs.reduce((sum, pair) => sum + pair.first, 0) / count;
  const second = pairs.reduce((sum, pair) => sum + pair.second, 0) / count;
  let squares = 0;
  let products = 0;
  for (const pair of pairs) {
    squares += (pair.first - first) * (pair.first - first);
    products += (pair.first - first) * (pair.second - second);
  }
  const slope = squares > 0 ? products / squares : 0;
  const residual = pairs.reduce((sum, pair) => {
    const off = pair.second - second - slope * (pair.first - first);
    return sum + off * off;
  }, 0);
  return {
    count,
    first,
    second,
    slope,
    residual: residual / (count - 2),
    squares: squares > 0 ? squares : Number.POSITIVE_INFINITY,
  };
}
