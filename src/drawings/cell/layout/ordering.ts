import { createRandom, type Random, shuffle } from '../../../base/random.ts';
import { type CellDraft, outputStates } from '../../../space/architecture.ts';
import { type CellSize, SIZES } from '../sizes.ts';
import { createPlacer, widthOf } from './placement.ts';
import { createRouter } from './routing.ts';
import { type Arrangement, type CellRows, rowsOf } from './rows.ts';

/**
 * In which order the items of a row stand, and which tile of an `add` block is left: a local search from seeded
 * shuffles. It is decided with M's measures, whatever size is drawn, so that a cell has one shape at every size.
 */

const STARTS = 32;
/** Six and seven blocks have more ways to be stuck. */
const STARTS_OF_LARGE = 64;
const LARGE = 6;
const SWEEPS = 4;
const SEED = 7;
const EPSILON = 1e-6;

/** What a search changes in place. */
interface Draft {
  readonly rows: number[][];
  readonly flips: Uint8Array;
}

/** All that an order depends on: who reads whom, which blocks may flip, the outputs; not the operations. */
export function orderKey(cell: CellDraft): string {
  const blocks = cell.blocks.map(
    ({ inputs, combiner }) => `${inputs[0] ?? '-'},${inputs[1] ?? '-'}${combiner === 'add' ? '+' : '&'}`,
  );
  return `${blocks.join(' ')}>${outputStates(cell).join(',')}`;
}

/** Deterministic; takes milliseconds to a tenth of a second, so callers keep it by `orderKey`. */
export function arrangeCell(cell: CellDraft): Arrangement {
  const model = rowsOf(cell);
  const random = createRandom(SEED);
  const flippable = model.items.map(
    ({ kind, state }) => kind === 'block' && cell.blocks[state - 2]!.combiner === 'add',
  );
  const cost = remember(createCost(model, SIZES.M));
  const draft: Draft = { rows: model.rows.map((row) => [...row]), flips: new Uint8Array(model.items.length) };
  let best = Number.POSITIVE_INFINITY;
  let arrangement: Arrangement = { rows: model.rows, flips: Array.from(draft.flips) };
  const starts = cell.blocks.length < LARGE ? STARTS : STARTS_OF_LARGE;
  for (let start = 0; start < starts; start++) {
    if (start > 0) scramble(draft, flippable, random);
    const found = descend(draft, flippable, cost);
    if (found < best - EPSILON) {
      best = found;
      arrangement = { rows: draft.rows.map((row) => [...row]), flips: Array.from(draft.flips) };
    }
  }
  return arrangement;
}

function scramble(draft: Draft, flippable: readonly boolean[], random: Random): void {
  draft.rows.forEach((row, r) => {
    if (r > 0) shuffle(row, random);
  });
  flippable.forEach((may, item) => {
    draft.flips[item] = may && random.uniform() < 0.5 ? 1 : 0;
  });
}

/** Takes every improving swap and flip until there is none; answers the cost. */
function descend(draft: Draft, flippable: readonly boolean[], cost: Cost): number {
  let current = cost(draft, Number.POSITIVE_INFINITY);
  const keeps = (): boolean => {
    const next = cost(draft, current - EPSILON);
    if (next >= current - EPSILON) return false;
    current = next;
    return true;
  };
  for (let improved = true; improved; ) {
    improved = false;
    for (let r = 1; r < draft.rows.length; r++) {
      const row = draft.rows[r]!;
      for (let i = 0; i < row.length; i++) {
        for (let j = i + 1; j < row.length; j++) {
          swap(row, i, j);
          if (keeps()) improved = true;
          else swap(row, i, j);
        }
      }
      for (const item of row) {
        if (!flippable[item]) continue;
        draft.flips[item]! ^= 1;
        if (keeps()) improved = true;
        else draft.flips[item]! ^= 1;
      }
    }
  }
  return current;
}

function swap(row: number[], i: number, j: number): void {
  const held = row[i]!;
  row[i] = row[j]!;
  row[j] = held;
}

/** The cost of a draft, or anything at or above `limit` as soon as it is known to reach it. */
export type Cost = (draft: Draft, limit: number) => number;

/** Starts run into the same drafts again and again: half of B = 5's costs are known already. */
function remember(cost: Cost): Cost {
  const known = new Map<number, number>();
  return (draft, limit) => {
    const key = draftKey(draft);
    const before = known.get(key);
    // What is kept is the cost or a bound below it; either rejects the draft if it reaches the limit.
    if (before !== undefined && before >= limit) return before;
    const found = cost(draft, limit);
    known.set(key, found);
    return found;
  };
}

/** 53 bits of a hash: among a search's few thousand drafts two never meet in practice. */
function draftKey({ rows, flips }: Draft): number {
  let low = 0x2545f491;
  let high = 0x1b873593;
  for (const row of rows) {
    for (let k = 0; k < row.length; k++) {
      const word = 2 * row[k]! + flips[row[k]!]! + 1;
      low = Math.imul(low ^ word, 0x01000193);
      low ^= low >>> 15;
      high = Math.imul(high + word, 0x85ebca6b);
      high ^= high >>> 13;
    }
  }
  return (low >>> 0) * 0x200000 + (high >>> 11);
}

/** Deterministic; `rows` and `flips` of a draft as in an arrangement of this model. */
export function createCost(model: CellRows, size: CellSize): Cost {
  const placer = createPlacer(model, size);
  const router = createRouter(model, size);
  const halfWidth = model.items.map((item) => widthOf(item, size) / 2);
  const tile = size.tile.width;

  function width(rows: readonly (readonly number[])[]): number {
    let left = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    for (const row of rows) {
      const first = row[0]!;
      const last = row[row.length - 1]!;
      left = Math.min(left, placer.x[first]! - halfWidth[first]!);
      right = Math.max(right, placer.x[last]! + halfWidth[last]!);
    }
    return right - left;
  }

  return (draft, limit) => {
    placer.place(draft.rows, draft.flips, SWEEPS);
    let cost = (3 * width(draft.rows)) / tile;
    for (let channel = 0; channel < model.channels.length; channel++) {
      if (cost >= limit) return cost;
      const route = router.route(channel, placer.x, draft.flips);
      cost += 100 * route.crossings + 300 * route.conflicts + (2 * route.run) / tile;
      cost += 0.5 * route.bends + 8 * route.tracks;
    }
    return cost;
  };
}
