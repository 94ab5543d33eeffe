import type { CellSize } from '../sizes.ts';
import { separation } from './placement.ts';
import type { Router } from './routing.ts';
import type { Arrangement, CellRows } from './rows.ts';

/**
 * An order found with M's measures may put two lines on one another at a smaller size, where ends lie closer. Then
 * single items move aside, a few pixels, pushing their neighbours, until no lines meet. Rare, so it is plain.
 */

const FARTHEST = 8;
const ROUNDS = 3;

export function repairPlaces(
  model: CellRows,
  { rows, flips }: Arrangement,
  size: CellSize,
  router: Router,
  x: Float64Array,
): void {
  const faults = (): { conflicts: number; cost: number } => {
    let [conflicts, cost] = [0, 0];
    for (let channel = 0; channel < model.channels.length; channel++) {
      const route = router.routeApart(channel, x, flips);
      conflicts += Math.floor(route.conflicts);
      cost += 300 * route.conflicts + 100 * route.crossings;
    }
    return { conflicts, cost };
  };
  let current = faults();
  const tryMove = (row: readonly number[], k: number, by: number): void => {
    const before = row.map((item) => x[item]!);
    push(model, row, k, by, size, x);
    const next = faults();
    if (next.cost < current.cost) current = next;
    else for (let i = 0; i < row.length; i++) x[row[i]!] = before[i]!;
  };
  for (let round = 0; round < ROUNDS && current.conflicts > 0; round++) {
    for (const row of rows) {
      for (let k = 0; k < row.length; k++) {
        for (let step = 1; step <= FARTHEST && current.conflicts > 0; step++) {
          tryMove(row, k, step);
          tryMove(row, k, -step);
        }
      }
    }
  }
}

/** Moves one item of a row, and whatever stands in its way. */
function push(
  { items }: CellRows,
  row: readonly number[],
  k: number,
  by: number,
  size: CellSize,
  x: Float64Array,
): void {
  const apart = (a: number, b: number): number => separation(items[row[a]!]!, items[row[b]!]!, size);
  x[row[k]!]! += by;
  for (let i = k + 1; i < row.length; i++) {
    x[row[i]!] = Math.max(x[row[i]!]!, x[row[i - 1]!]! + apart(i - 1, i));
  }
  for (let i = k - 1; i >= 0; i--) {
    x[row[i]!] = Math.min(x[row[i]!]!, x[row[i + 1]!]! - apart(i, i + 1));
  }
}
