import { blockWidth, type CellSize, portOffset } from '../sizes.ts';
import type { CellRows, Item, Port } from './rows.ts';

/**
 * Where the items of each row stand. Rows are swept up and down; a row's best places, given its neighbours' and
 * its order, are a weighted L1 isotonic regression under least distances, solved exactly by pooling adjacent
 * violators with medians. The search for an order places thousands of times, so buffers are made once.
 */

const LANE_TO_LANE = 8;
const LANE_TO_SOURCE = 5;
const READER_FROM_SOURCE = 1.5;
const SOURCE_FROM_READER = 1;
const TO_CENTRE = 0.05;

export interface Placer {
  /** Centre of every item, whole pixels; overwritten by the next call. */
  readonly x: Float64Array;
  place(rows: readonly (readonly number[])[], flips: ArrayLike<number>, sweeps: number): void;
}

export function widthOf(item: Item, size: CellSize): number {
  if (item.kind === 'input') return size.input.width;
  return item.kind === 'block' ? blockWidth(size) : size.lane.width;
}

/** Least distance between the centres of neighbours in a row. */
export function separation(a: Item, b: Item, size: CellSize): number {
  let gap = size.blockGap;
  if (a.kind === 'lane' && b.kind === 'lane') gap = size.lane.gap;
  else if (a.kind === 'lane' || b.kind === 'lane') gap = size.lane.blockGap;
  else if (a.kind === 'input') gap = size.input.gap;
  return (widthOf(a, size) + widthOf(b, size)) / 2 + gap;
}

/** From an item's centre to one of its ports; `flip` swaps the tiles. */
export function offsetOf(port: number, flip: number, half: number): number {
  if (port < 0) return 0;
  return (port ^ flip) === 1 ? half : -half;
}

/** What pulls an item: the place of another item's port, seen from a port of its own. */
interface Pull {
  readonly other: number;
  readonly otherPort: Port;
  readonly ownPort: Port;
  readonly weight: number;
}

function pullsOf({ items, channels }: CellRows): Pull[][] {
  const pulls: Pull[][] = items.map(() => []);
  for (const net of channels.flat()) {
    const fromLane = items[net.source]!.kind === 'lane';
    for (const { item, port } of net.readers) {
      if (item < 0) continue;
      const toLane = items[item]!.kind === 'lane';
      const lane = fromLane ? LANE_TO_LANE : LANE_TO_SOURCE;
      const seenFromBelow = toLane ? lane : READER_FROM_SOURCE;
      const seenFromAbove = toLane ? lane : SOURCE_FROM_READER;
      pulls[net.source]!.push({ other: item, otherPort: port, ownPort: -1, weight: seenFromBelow });
      pulls[item]!.push({ other: net.source, otherPort: -1, ownPort: port, weight: seenFromAbove });
    }
  }
  return pulls;
}

/** Pulls as flat columns: those of item i are first[i] to first[i + 1] - 1. */
function flatten(pulls: readonly (readonly Pull[])[]) {
  const all = pulls.flat();
  const first = new Int32Array(pulls.length + 1);
  pulls.forEach((list, item) => {
    first[item + 1] = first[item]! + list.length;
  });
  return {
    first,
    other: Int32Array.from(all, ({ other }) => other),
    otherPort: Int8Array.from(all, ({ otherPort }) => otherPort),
    ownPort: Int8Array.from(all, ({ ownPort }) => ownPort),
    weight: Float64Array.from(all, ({ weight }) => weight),
  };
}

export function createPlacer(model: CellRows, size: CellSize): Placer {
  const { items } = model;
  const pulls = flatten(pullsOf(model));
  const half = portOffset(size);
  const count = items.length;
  const apart = Float64Array.from(items.flatMap((a) => items.map((b) => separation(a, b, size))));
  const x = new Float64Array(count);
  const samples = createSamples(count + pulls.other.length);
  const offset = new Float64Array(count);
  const poolFirst = new Int32Array(count + 1);
  const poolSample = new Int32Array(count);
  const poolValue = new Float64Array(count);
  /** By row: 1 where a neighbouring row has moved since it was placed. */
  const stale = new Uint8Array(model.rows.length + 1);

  function spread(row: readonly number[]): void {
    let at = 0;
    for (let k = 0; k < row.length; k++) {
      if (k > 0) at += apart[row[k - 1]! * count + row[k]!]!;
      x[row[k]!] = at;
    }
    for (const item of row) x[item]! -= at / 2;
  }

  function addSamples(item: number, flips: ArrayLike<number>, shift: number): void {
    const start = samples.length();
    samples.insert(start, -shift, TO_CENTRE);
    const flip = flips[item]!;
    const end = pulls.first[item + 1]!;
    for (let p = pulls.first[item]!; p < end; p++) {
      const other = pulls.other[p]!;
      const there = x[other]! + offsetOf(pulls.otherPort[p]!, flips[other]!, half);
      const here = offsetOf(pulls.ownPort[p]!, flip, half);
      samples.insert(start, there - here - shift, pulls.weight[p]!);
    }
  }

  /** Moves a row to its best places; answers whether anything moved. */
  function placeRow(row: readonly number[], flips: ArrayLike<number>): boolean {
    let pools = 0;
    let shift = 0;
    samples.clear();
    for (let k = 0; k < row.length; k++) {
      const item = row[k]!;
      if (k > 0) shift += apart[row[k - 1]! * count + item]!;
      offset[k] = shift;
      const start = samples.length();
      addSamples(item, flips, shift);
      poolFirst[pools] = k;
      poolSample[pools] = start;
      poolValue[pools] = samples.median(start);
      pools++;
      while (pools > 1 && poolValue[pools - 2]! > poolValue[pools - 1]!) {
        pools--;
        samples.sort(poolSample[pools - 1]!);
        poolValue[pools - 1] = samples.median(poolSample[pools - 1]!);
      }
    }
    poolFirst[pools] = row.length;
    return settle(row, pools);
  }

  function settle(row: readonly number[], pools: number): boolean {
    let hasMoved = false;
    for (let p = 0; p < pools; p++) {
      for (let k = poolFirst[p]!; k < poolFirst[p + 1]!; k++) {
        const item = row[k]!;
        const place = Math.round(poolValue[p]! + offset[k]!);
        if (place === x[item]) continue;
        x[item] = place;
        hasMoved = true;
      }
    }
    return hasMoved;
  }

  return {
    x,
    place(rows, flips, sweeps) {
      for (const row of rows) spread(row);
      stale.fill(1);
      for (let sweep = 0; sweep < sweeps; sweep++) {
        for (let q = 0; q < rows.length; q++) {
          const r = sweep % 2 === 0 ? q : rows.length - 1 - q;
          if (!stale[r]) continue;
          stale[r] = 0;
          if (!placeRow(rows[r]!, flips)) continue;
          stale[r + 1] = 1;
          if (r > 0) stale[r - 1] = 1;
        }
      }
    },
  };
}

/** A stack of weighted values whose upper part is kept sorted, for weighted medians. */
interface Samples {
  length(): number;
  clear(): void;
  /** Adds a value, in order, among those from `start` on. */
  insert(start: number, value: number, weight: number): void;
  sort(start: number): void;
  /** The weighted median of the sorted values from `start` on; halfway between two where the weights balance. */
  median(start: number): number;
}

function createSamples(capacity: number): Samples {
  const values = new Float64Array(capacity);
  const weights = new Float64Array(capacity);
  let used = 0;

  function sink(from: number, start: number): void {
    const value = values[from]!;
    const weight = weights[from]!;
    let i = from;
    for (; i > start && values[i - 1]! > value; i--) {
      values[i] = values[i - 1]!;
      weights[i] = weights[i - 1]!;
    }
    values[i] = value;
    weights[i] = weight;
  }

  return {
    length: () => used,
    clear: () => {
      used = 0;
    },
    insert(start, value, weight) {
      values[used] = value;
      weights[used] = weight;
      sink(used, start);
      used++;
    },
    sort(start) {
      for (let i = start + 1; i < used; i++) sink(i, start);
    },
    median(start) {
      let half = 0;
      for (let i = start; i < used; i++) half += weights[i]!;
      half /= 2;
      let sum = 0;
      for (let i = start; i < used; i++) {
        sum += weights[i]!;
        if (sum > half + 1e-9) return values[i]!;
        if (sum > half - 1e-9) return (values[i]! + values[Math.min(i + 1, used - 1)]!) / 2;
      }
      return 0;
    },
  };
}
