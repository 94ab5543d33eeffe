import { growAxis } from '../plot/axis.ts';
import { type BandPoint, type ChanceLine, rewardRule } from './input.ts';

/**
 * Decided by the recipe alone, so that it is the same before, during and after a run: by the random children that ship for it.
 * To scale if the lowest gridline that they need is within half their axis's span of chance; else the space between would be
 * empty, and chance stands below a break. To scale, too, where no children say what is to be expected.
 */
export function chanceLineOf(shipped: readonly BandPoint[], chance: number): ChanceLine {
  if (shipped.length === 0) return 'to-scale';
  const low = Math.min(...shipped.map((point) => point.low)) * 100;
  const high = Math.max(...shipped.map((point) => point.high)) * 100;
  const axis = growAxis(null, low, high, rewardRule(high, { chance, chanceLine: null }));
  return axis.low - chance * 100 <= (axis.high - axis.low) / 2 ? 'to-scale' : 'below-break';
}
