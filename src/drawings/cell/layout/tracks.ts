import type { Net } from './rows.ts';

/**
 * Which bent line of a channel runs on which track: the order is the exact minimum over all orders (by subsets of
 * the lines), then every line drops to the lowest track where nothing overlaps.
 */

/** One state's line in a channel, placed. */
export interface RoutedNet {
  readonly net: Net;
  sourceX: number;
  /** By reader. */
  readerX: Float64Array;
  left: number;
  right: number;
  straight: boolean;
  /** Counted from below; 0 where straight. */
  track: number;
}

/** Reused by the next call for the same channel. */
export interface ChannelRoute {
  readonly nets: readonly RoutedNet[];
  tracks: number;
  crossings: number;
  /** Two states on one line, or too near to tell apart. */
  conflicts: number;
  /** Horizontal pixels of all lines. */
  run: number;
  bends: number;
}

const TOO_NEAR = 3;
const SHORT_JOG = 6;
// Whole numbers, so that equal orders compare as equal.
const CROSSING = 10;
const OVERLAP = 30;
const TOUCH = 6;
const TOUCH_CONFLICT = TOUCH / OVERLAP;

const inside = (x: number, net: RoutedNet): boolean => x > net.left + 0.5 && x < net.right - 0.5;
const touches = (x: number, net: RoutedNet): boolean =>
  Math.abs(x - net.left) <= 0.5 || Math.abs(x - net.right) <= 0.5;

interface PairCost {
  crossings: number;
  overlaps: number;
  touches: number;
}

/** What it costs to have `lower` on a track below `upper`. */
function pairCost(lower: RoutedNet, upper: RoutedNet, cost: PairCost): void {
  cost.crossings = inside(upper.sourceX, lower) ? 1 : 0;
  cost.overlaps = 0;
  cost.touches = 0;
  for (const x of lower.readerX) {
    if (inside(x, upper)) cost.crossings++;
    if (Math.abs(x - upper.sourceX) < TOO_NEAR) cost.overlaps++;
    if (touches(x, upper)) cost.touches++;
  }
}

/** What no order of tracks can change. */
export function measureFixed(route: ChannelRoute): void {
  route.crossings = 0;
  route.conflicts = 0;
  route.run = 0;
  route.bends = 0;
  for (const bent of route.nets) {
    if (bent.straight) continue;
    route.run += bent.right - bent.left;
    for (const x of bent.readerX) {
      if (x === bent.sourceX) continue;
      route.bends++;
      if (Math.abs(x - bent.sourceX) < SHORT_JOG) route.conflicts += 0.3;
    }
    for (const other of route.nets) {
      if (!other.straight) continue;
      const at = other.sourceX;
      if (inside(at, bent)) route.crossings++;
      let near = Math.abs(bent.sourceX - at) < TOO_NEAR;
      for (const x of bent.readerX) if (Math.abs(x - at) < TOO_NEAR) near = true;
      if (near) route.conflicts++;
    }
  }
}

export function createTrackOrdering(mostNets: number): { assign(route: ChannelRoute, apart: number): void } {
  const bent: RoutedNet[] = [];
  const order: number[] = [];
  const cost = new Int32Array(mostNets * mostNets);
  const least = new Int32Array(1 << mostNets);
  const pair: PairCost = { crossings: 0, overlaps: 0, touches: 0 };

  function costOfFirst(first: number, rest: number, count: number): number {
    let sum = 0;
    for (let j = 0; j < count; j++) if ((rest >> j) & 1) sum += cost[first * count + j]!;
    return sum;
  }

  /** least[set]: the cost of the best order of a set of nets among themselves. */
  function fillLeast(count: number): void {
    least[0] = 0;
    for (let set = 1; set < 1 << count; set++) {
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i < count; i++) {
        if (!((set >> i) & 1)) continue;
        const rest = set & ~(1 << i);
        best = Math.min(best, costOfFirst(i, rest, count) + least[rest]!);
      }
      least[set] = best;
    }
  }

  function findOrder(count: number): void {
    order.length = 0;
    fillLeast(count);
    let set = (1 << count) - 1;
    while (set !== 0) {
      for (let i = 0; i < count; i++) {
        const rest = set & ~(1 << i);
        if (rest === set || costOfFirst(i, rest, count) + least[rest]! !== least[set]) continue;
        order.push(i);
        set = rest;
        break;
      }
    }
  }

  function compact(route: ChannelRoute, apart: number): void {
    route.tracks = 0;
    for (let i = 0; i < order.length; i++) {
      const net = bent[order[i]!]!;
      let track = 0;
      for (let j = 0; j < i; j++) {
        const below = bent[order[j]!]!;
        const clear = net.right < below.left - apart || net.left > below.right + apart;
        if (!clear) track = Math.max(track, below.track + 1);
      }
      net.track = track;
      route.tracks = Math.max(route.tracks, track + 1);
    }
  }

  return {
    assign(route, apart) {
      bent.length = 0;
      for (const net of route.nets) if (!net.straight) bent.push(net);
      const count = bent.length;
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) {
          if (i === j) continue;
          pairCost(bent[i]!, bent[j]!, pair);
          cost[i * count + j] = pair.crossings * CROSSING + pair.overlaps * OVERLAP + pair.touches * TOUCH;
        }
      }
      findOrder(count);
      for (let i = 0; i < count; i++) {
        for (let j = i + 1; j < count; j++) {
          pairCost(bent[order[i]!]!, bent[order[j]!]!, pair);
          route.crossings += pair.crossings;
          route.conflicts += pair.overlaps + pair.touches * TOUCH_CONFLICT;
        }
      }
      compact(route, apart);
    },
  };
}
