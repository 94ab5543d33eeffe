import type { CellSize } from '../sizes.ts';
import type { Bend, Bridge, Line, LineTarget, Slot } from './geometry.ts';
import type { Heights } from './heights.ts';
import { type CellRows, OUTPUT, type Reader } from './rows.ts';
import type { ChannelRoute, RoutedNet } from './tracks.ts';

/** Routed channels as lines with turns, cut where another state's line passes over them. */

export interface LineFrame {
  readonly model: CellRows;
  readonly size: CellSize;
  readonly heights: Heights;
  /** Centre of every item. */
  readonly x: ArrayLike<number>;
  /** From a layout's x to the drawing's, for the middle of a line. */
  readonly lineX: (x: number) => number;
}

interface Vertical {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** A 1 px line is crisp where its middle lies on a half. */
export const halfPixel = (size: CellSize): number => (size.line.width % 2 === 1 ? 0.5 : 0);

export function drawLines(
  routes: readonly ChannelRoute[],
  frame: LineFrame,
): { lines: Line[]; bridges: Bridge[] } {
  const lines: Line[] = [];
  const bridges: Bridge[] = [];
  routes.forEach((route, channel) => {
    for (const routed of route.nets) {
      const crossed = routed.straight ? [] : bridgesOn(routed, route, channel, frame);
      bridges.push(...crossed);
      const cuts = crossed.map(({ x }) => x).sort((a, b) => a - b);
      routed.net.readers.forEach((reader, i) => {
        lines.push(drawBranch(routed, reader, i, channel, cuts, frame));
      });
    }
  });
  lines.push(...drawLanes(frame));
  return { lines, bridges };
}

function trackOf(routed: RoutedNet, channel: number, { heights, size }: LineFrame): number {
  return heights.trackY(channel, routed.track) + halfPixel(size);
}

function drawBranch(
  routed: RoutedNet,
  reader: Reader,
  index: number,
  channel: number,
  cuts: readonly number[],
  frame: LineFrame,
): Line {
  const { top, bottom } = frame.heights.channels[channel]!;
  const from = { x: frame.lineX(routed.sourceX), y: bottom };
  const to = { x: frame.lineX(routed.readerX[index]!), y: top };
  const straight = from.x === to.x;
  return {
    state: routed.net.state,
    target: targetOf(reader, frame.model),
    level: 2 * channel + 1,
    from,
    to,
    bend: straight ? null : bendOf(from, to, trackOf(routed, channel, frame), cuts, frame.size),
  };
}

function targetOf({ item, port }: Reader, { items }: CellRows): LineTarget {
  if (item === OUTPUT) return { kind: 'output' };
  const { kind, state } = items[item]!;
  return kind === 'lane' ? { kind: 'lane' } : { kind: 'tile', block: state - 2, slot: port as Slot };
}

/** A turn gives way to a cut beside it, so that the cut is always a clean piece of the track. */
function bendOf(
  from: Line['from'],
  to: Line['to'],
  y: number,
  cuts: readonly number[],
  size: CellSize,
): Bend {
  const half = size.line.cut / 2;
  const left = Math.min(from.x, to.x);
  const right = Math.max(from.x, to.x);
  const crossed = half > 0 ? cuts.filter((x) => x > left && x < right) : [];
  const roomAt = (end: number): number =>
    crossed.reduce((room, x) => Math.min(room, Math.max(0, Math.abs(x - end) - half)), (right - left) / 2);
  return {
    y,
    radii: [
      Math.min(size.line.radius, roomAt(from.x), from.y - y),
      Math.min(size.line.radius, roomAt(to.x), y - to.y),
    ],
    cuts: crossed.map((x): [number, number] => [Math.max(left, x - half), Math.min(right, x + half)]),
  };
}

function verticalsOf(routed: RoutedNet, channel: number, frame: LineFrame): Vertical[] {
  const { top, bottom } = frame.heights.channels[channel]!;
  const { sourceX } = routed;
  if (routed.straight) return [{ x: sourceX, top, bottom }];
  const track = trackOf(routed, channel, frame);
  const rises = [...new Set(routed.readerX)].map((x) => ({ x, top, bottom: track }));
  return [{ x: sourceX, top: rises.some(({ x }) => x === sourceX) ? top : track, bottom }, ...rises];
}

/** Where other states pass over a bent line's track. */
function bridgesOn(under: RoutedNet, route: ChannelRoute, channel: number, frame: LineFrame): Bridge[] {
  const y = trackOf(under, channel, frame);
  const bridges: Bridge[] = [];
  for (const over of route.nets) {
    if (over === under) continue;
    const crossed = new Set<number>();
    for (const { x, top, bottom } of verticalsOf(over, channel, frame)) {
      const within = x > under.left + 0.5 && x < under.right - 0.5 && y < bottom - 1 && y > top + 1;
      if (within) crossed.add(x);
    }
    for (const x of crossed) {
      bridges.push({ x: frame.lineX(x), y, over: over.net.state, under: under.net.state });
    }
  }
  return bridges;
}

function drawLanes({ model, heights, lineX, x: centres }: LineFrame): Line[] {
  return model.items.flatMap((item, index): Line[] => {
    if (item.kind !== 'lane') return [];
    const { top, bottom } = heights.rows[item.row]!;
    const x = lineX(centres[index]!);
    return [
      {
        state: item.state,
        target: { kind: 'lane' },
        level: 2 * item.row,
        from: { x, y: bottom },
        to: { x, y: top },
        bend: null,
      },
    ];
  });
}
