import { type CellSize, portOffset } from '../sizes.ts';
import { offsetOf } from './placement.ts';
import { type CellRows, OUTPUT } from './rows.ts';
import { type ChannelRoute, createTrackOrdering, measureFixed, type RoutedNet } from './tracks.ts';

/**
 * The lines of one channel: where they leave their sources, where they arrive, and along which horizontal track a
 * bent one runs.
 */

export interface Router {
  route(channel: number, x: ArrayLike<number>, flips: ArrayLike<number>): ChannelRoute;
  /** The same, and lines that would run on one another leave their sources elsewhere, where that helps. */
  routeApart(channel: number, x: ArrayLike<number>, flips: ArrayLike<number>): ChannelRoute;
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
    leaveAt(routed, exit);
  }

  function assignTracks(route: ChannelRoute): void {
    measureFixed(route);
    ordering.assign(route, size.lane.gap);
  }

  function route(channel: number, x: ArrayLike<number>, flips: ArrayLike<number>): ChannelRoute {
    const placed = routes[channel]!;
    for (const routed of placed.nets) placeNet(routed, x, flips);
    assignTracks(placed);
    return placed;
  }

  /** Leaves at the nearest place along the source's top edge that lowers the cost, if there is one. */
  function moveExit(placed: ChannelRoute, routed: RoutedNet, centre: number, far: number): void {
    const { sourceX } = routed;
    const before = faultCost(placed);
    for (let step = 1; step <= 2 * far; step++) {
      for (const exit of [sourceX - step, sourceX + step]) {
        if (Math.abs(exit - centre) > far) continue;
        leaveAt(routed, exit);
        assignTracks(placed);
        if (faultCost(placed) < before) return;
      }
    }
    leaveAt(routed, sourceX);
    assignTracks(placed);
  }

  return {
    route,
    routeApart(channel, x, flips) {
      const placed = route(channel, x, flips);
      for (const routed of placed.nets) {
        if (placed.conflicts < 1) break;
        const source = model.items[routed.net.source]!;
        if (source.kind === 'lane' || routed.straight) continue;
        moveExit(placed, routed, x[routed.net.source]!, reach[source.kind]);
      }
      return placed;
    },
  };
}

const faultCost = ({ crossings, conflicts }: ChannelRoute): number => 100 * crossings + 300 * conflicts;

function leaveAt(routed: RoutedNet, exit: number): void {
  routed.sourceX = exit;
  routed.left = exit;
  routed.right = exit;
  for (const readerAt of routed.readerX) {
    if (readerAt < routed.left) routed.left = readerAt;
    if (readerAt > routed.right) routed.right = readerAt;
  }
  routed.straight = routed.left === routed.right;
  routed.track = 0;
}
