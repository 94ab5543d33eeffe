import { offsetOf } from './placement.ts';
import { type CellRows, type Net, OUTPUT } from './rows.ts';
import { type CellSize, portOffset } from './sizes.ts';

/**
 * The lines of one channel. A bent line runs along one horizontal track; the order of the tracks is the exact
 * minimum over all orders (by subsets), then every line drops to the lowest track where nothing overlaps.
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

export interface Router {
  route(channel: number, x: ArrayLike<number>, flips: ArrayLike<number>): ChannelRoute;
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

export function createRouter(model: CellRows, size: CellSize): Router {
  const half = portOffset(size);
  const { radius } = size.line;
  const reach = { input: size.input.width / 2 - radius - 1, block: half + size.tile.width / 2 - radius - 1 };
  const routes = model.channels.map(
    (nets): ChannelRoute => ({
      nets: nets.map((net) => ({
        net,
        sourceX: 0,
        readerX: new Float64Array(net.readers.length),
        left: 0,
        right: 0,
        straight: true,
        track: 0,
      })),
      tracks: 0,
      crossings: 0,
      conflicts: 0,
      run: 0,
      bends: 0,
    }),
  );
  const mostNets = Math.max(0, ...model.channels.map((nets) => nets.length));
  const ordering = createTrackOrdering(mostNets);

  /** Where a line leaves its source: the whole top edge of a bar or an input is its port. */
  function exitOf(routed: RoutedNet, x: ArrayLike<number>): number {
    const source = model.items[routed.net.source]!;
    const centre = x[routed.net.source]!;
    const { readers } = routed.net;
    if (source.kind === 'lane' || readers[0]!.item === OUTPUT) return centre;
    const far = reach[source.kind];
    const { readerX } = routed;
    for (let i = 0; i < readers.length; i++) {
      if (model.items[readers[i]!.item]!.kind === 'lane' && Math.abs(readerX[i]! - centre) <= far) {
        return readerX[i]!;
      }
    }
    if (readers.length === 1) return Math.abs(readerX[0]! - centre) <= far ? readerX[0]! : centre;
    return nearReader(readerX, centre, far);
  }

  /** The centre, unless a reader lies so near it that the jog would be shorter than two turns. */
  function nearReader(readerX: Float64Array, centre: number, far: number): number {
    if (readerX.length === 2) {
      const left = Math.min(readerX[0]!, readerX[1]!);
      const right = Math.max(readerX[0]!, readerX[1]!);
      if (left < centre && right > centre && left >= centre - far && right <= centre + far) return centre;
    }
    let near = Number.POSITIVE_INFINITY;
    let exit = centre;
    for (const readerAt of readerX) {
      const distance = Math.abs(readerAt - centre);
      if (
        distance <= far &&
        distance < 2 * radius &&
        (distance < near || (distance === near && readerAt < exit))
      ) {
        near = distance;
        exit = readerAt;
      }
    }
    return exit;
  }

  function placeNet(routed: RoutedNet, x: ArrayLike<number>, flips: ArrayLike<number>): void {
    const { net, readerX } = routed;
    for (let i = 0; i < readerX.length; i++) {
      const { item, port } = net.readers[i]!;
      if (item !== OUTPUT) readerX[i] = x[item]! + offsetOf(port, flips[item]!, half);
    }
    const exit = exitOf(routed, x);
    if (net.readers[0]!.item === OUTPUT) readerX[0] = exit;
    routed.sourceX = exit;
    routed.left = exit;
    routed.right = exit;
    for (const readerAt of readerX) {
      if (readerAt < routed.left) routed.left = readerAt;
      if (readerAt > routed.right) routed.right = readerAt;
    }
    routed.straight = routed.left === routed.right;
    routed.track = 0;
  }

  return {
    route(channel, x, flips) {
      const route = routes[channel]!;
      for (const routed of route.nets) placeNet(routed, x, flips);
      measureFixed(route);
      ordering.assign(route, size.lane.gap);
      return route;
    },
  };
}

/** What no order of tracks can change. */
function measureFixed(route: ChannelRoute): void {
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

function createTrackOrdering(mostNets: number): { assign(route: ChannelRoute, apart: number): void } {
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
