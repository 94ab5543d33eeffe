import type { Cell } from '../../../space/architecture.ts';
import { type CellSize, SIZE_NAMES, SIZES, type SizeName } from '../sizes.ts';
import { type Cost, createCost } from './ordering.ts';
import { createPlacer } from './placement.ts';
import { repairPlaces } from './repair.ts';
import { createRouter } from './routing.ts';
import { type Arrangement, type CellRows, type Item, rowsOf } from './rows.ts';

/**
 * Two cells that are compared stand in one arrangement: whatever is in a row of both stands in the order of the first one, so
 * that what moved is what differs. What only the second has is put where it costs least.
 */

/** Thumbnails of a list are not compared. */
const COMPARED: readonly SizeName[] = SIZE_NAMES.filter((name) => name !== 'X' && name !== 'D');
const SWEEPS = 24;

export interface SharedArrangement {
  readonly first: Arrangement;
  readonly second: Arrangement;
}

/**
 * `arrangement`: the first cell's own. Null where the second one has to stand in its own: fewer than half of all blocks are in
 * a row of both, or lines would run on one another.
 */
export function shareArrangement(
  first: Cell,
  second: Cell,
  arrangement: Arrangement,
): SharedArrangement | null {
  const [own, other] = [rowsOf(first), rowsOf(second)];
  const known = new Map(own.items.map((item, index) => [nameOf(item), index]));
  const kept = other.items.filter((item) => item.kind === 'block' && known.has(nameOf(item))).length;
  if (2 * kept < Math.max(first.blocks.length, second.blocks.length)) return null;
  // Only a block that adds in both may show its second operation at left.
  const mayFlip = (item: Item): boolean =>
    [first, second].every(({ blocks }) => (blocks[item.state - 2]?.combiner ?? 'add') === 'add');
  const flipOf = (item: Item | undefined, flip: number | undefined): number =>
    item?.kind === 'block' && mayFlip(item) ? (flip ?? 0) : 0;
  const shared: Arrangement = {
    rows: arrangement.rows,
    flips: own.items.map((item, index) => flipOf(item, arrangement.flips[index])),
  };
  const flips = other.items.map((item) => {
    const index = known.get(nameOf(item));
    return index === undefined ? 0 : flipOf(item, arrangement.flips[index]);
  });
  const rows = inOrderOf(other, own, arrangement.rows);
  const beside = { rows: withNew(other, rows, flips, createCost(other, SIZES.M)), flips };
  const isClear = [
    [own, shared],
    [other, beside],
  ].every(([model, one]) =>
    COMPARED.every((name) => conflictsOf(model as CellRows, one as Arrangement, SIZES[name]) === 0),
  );
  return isClear ? { first: shared, second: beside } : null;
}

const nameOf = ({ kind, state, row }: Item): string => `${kind} ${state} ${row}`;

/** The other cell's items that the own one has too, row by row in its order. */
function inOrderOf(other: CellRows, own: CellRows, rows: Arrangement['rows']): number[][] {
  const indices = new Map(other.items.map((item, index) => [nameOf(item), index]));
  return other.rows.map((_, row) =>
    (rows[row] ?? []).flatMap((item) => indices.get(nameOf(own.items[item]!)) ?? []),
  );
}

/** Puts what is missing where it costs least: all at the ends first, then one after the other until none moves. */
function withNew(model: CellRows, rows: number[][], flips: readonly number[], cost: Cost): number[][] {
  const missing = model.rows.flatMap((row, index) =>
    row.filter((item) => !rows[index]!.includes(item)).map((item) => [index, item] as const),
  );
  for (const [row, item] of missing) rows[row]!.push(item);
  const draft = { rows, flips: Uint8Array.from(flips) };
  let least = cost(draft, Number.POSITIVE_INFINITY);
  for (let moved = true; moved; ) {
    moved = false;
    for (const [index, item] of missing) {
      const row = rows[index]!;
      let best = row.indexOf(item);
      row.splice(best, 1);
      for (let at = 0; at <= row.length; at++) {
        row.splice(at, 0, item);
        const next = cost(draft, least);
        if (next < least - 1e-6) {
          least = next;
          best = at;
          moved = true;
        }
        row.splice(at, 1);
      }
      row.splice(best, 0, item);
    }
  }
  return rows;
}

/** Lines of two states that lie on one another, as a layout of this size would have them. */
function conflictsOf(model: CellRows, arrangement: Arrangement, size: CellSize): number {
  const placer = createPlacer(model, size);
  placer.place(arrangement.rows, arrangement.flips, SWEEPS);
  const router = createRouter(model, size);
  repairPlaces(model, arrangement, size, router, placer.x);
  return model.channels.reduce(
    (sum, _, channel) => sum + Math.floor(router.routeApart(channel, placer.x, arrangement.flips).conflicts),
    0,
  );
}
