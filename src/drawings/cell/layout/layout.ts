import type { CellDraft, StateIndex } from '../../../space/architecture.ts';
import { blockWidth, type CellSize, portOffset, SIZES, type SizeName } from '../sizes.ts';
import type { Box, CellLayout, CombinerBox, InputBox, Line, SegmentBox, Slot, TileBox } from './geometry.ts';
import { type Heights, stackRows } from './heights.ts';
import { drawLines, halfPixel } from './lines.ts';
import { createPlacer, offsetOf, widthOf } from './placement.ts';
import { repairPlaces } from './repair.ts';
import { createRouter } from './routing.ts';
import { type Arrangement, type CellRows, rowsOf } from './rows.ts';
import type { ChannelRoute } from './tracks.ts';

/** A cell and its arrangement -> positions. Pure: no DOM, deterministic, whole pixels. */

const SWEEPS = 24;

/** Spare height goes to the channels up to a limit of the size; the drawing may still come out taller. */
export function layoutCell(
  cell: CellDraft,
  arrangement: Arrangement,
  name: SizeName,
  available?: number,
): CellLayout {
  const size = SIZES[name];
  const model = rowsOf(cell);
  const placer = createPlacer(model, size);
  placer.place(arrangement.rows, arrangement.flips, SWEEPS);
  const router = createRouter(model, size);
  repairPlaces(model, arrangement, size, router, placer.x);
  const routes = model.channels.map((_, channel) => router.routeApart(channel, placer.x, arrangement.flips));
  const heights = stackRows(routes, size, available);
  const { left, right } = extent(model, arrangement, routes, placer.x, size);
  // Where blocks are an odd number of pixels wide, centres lie on a half and lines need no shift of their own.
  const shift = (blockWidth(size) % 2) / 2;
  const toX = (x: number): number => x - left + shift;
  const lineX = (x: number): number => toX(x) + (shift > 0 ? 0 : halfPixel(size));
  const frame = { model, size, heights, x: placer.x, lineX };
  const nodes = placeNodes({ cell, arrangement, toX, ...frame });
  const { lines, bridges } = drawLines(routes, frame);
  const output = outputBar(lines, arrangement, { toX, ...frame });
  return {
    size: name,
    width: right - left + Math.ceil(shift),
    height: heights.total,
    rows: model.rows.length - 1,
    ...nodes,
    lines,
    bridges,
    output,
  };
}

interface Frame {
  readonly model: CellRows;
  readonly size: CellSize;
  readonly heights: Heights;
  readonly x: ArrayLike<number>;
  readonly toX: (x: number) => number;
}

/** The drawing's left and right edge, the output bar's included. */
function extent(
  { items }: CellRows,
  { rows }: Arrangement,
  routes: readonly ChannelRoute[],
  x: ArrayLike<number>,
  size: CellSize,
): { left: number; right: number } {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  const include = (centre: number, half: number): void => {
    left = Math.min(left, centre - half);
    right = Math.max(right, centre + half);
  };
  for (const item of rows.flat()) include(x[item]!, widthOf(items[item]!, size) / 2);
  for (const { net, sourceX } of routes.at(-1)!.nets) include(sourceX, halfSegment(net.state, size));
  return { left: Math.floor(left), right: Math.ceil(right) };
}

const halfSegment = (state: StateIndex, { output }: CellSize): number =>
  (state < 2 ? output.inputSegment : output.segment) / 2;

function placeNodes(frame: Frame & { readonly cell: CellDraft; readonly arrangement: Arrangement }): {
  inputs: InputBox[];
  tiles: TileBox[];
  combiners: CombinerBox[];
} {
  const { cell, model, arrangement, size, heights, x, toX } = frame;
  const inputs: InputBox[] = [];
  const tiles: TileBox[] = [];
  const combiners: CombinerBox[] = [];
  model.items.forEach(({ kind, state, row }, item) => {
    const centre = toX(x[item]!);
    const { top } = heights.rows[row]!;
    if (kind === 'input') {
      const { width, height } = size.input;
      inputs.push({ state, x: centre - width / 2, y: top, width, height });
    }
    if (kind !== 'block') return;
    const block = state - 2;
    const { inputs: read, operations, combiner } = cell.blocks[block]!;
    for (const slot of [0, 1] as const satisfies readonly Slot[]) {
      const middle = centre + offsetOf(slot, arrangement.flips[item]!, portOffset(size));
      const { width, height } = size.tile;
      const y = top + size.bar.height + size.bar.gap;
      const own = { block, slot, operation: operations[slot], input: read[slot], row };
      tiles.push({ ...own, x: middle - width / 2, y, width, height });
    }
    const width = blockWidth(size);
    combiners.push({
      block,
      state,
      combiner,
      row,
      x: centre - width / 2,
      y: top,
      width,
      height: size.bar.height,
    });
  });
  return { inputs, tiles, combiners };
}

/** One segment a state, cut halfway between arrivals, moved where a label would not fit. */
function outputBar(
  lines: readonly Line[],
  { rows }: Arrangement,
  { model, size, x, toX }: Frame,
): Box & { segments: SegmentBox[] } {
  const arrivals = lines
    .filter(({ target }) => target.kind === 'output')
    .map(({ state, to }) => ({ state, x: to.x, half: halfSegment(state, size) }))
    .sort((a, b) => a.x - b.x);
  const top = rows.at(-1)!;
  const edge = (item: number, side: -1 | 1): number =>
    toX(x[item]!) + (side * widthOf(model.items[item]!, size)) / 2;
  const first = arrivals[0]!;
  const last = arrivals.at(-1)!;
  const left = Math.max(0, Math.floor(Math.min(edge(top[0]!, -1), first.x - first.half)));
  const right = Math.ceil(Math.max(edge(top.at(-1)!, 1), Math.floor(last.x) + last.half));
  const cuts = arrivals.slice(1).map((b, i) => {
    const a = arrivals[i]!;
    const middle = Math.round((a.x + b.x) / 2);
    if (a.x + a.half > b.x - b.half) return middle;
    return Math.round(Math.max(a.x + a.half, Math.min(b.x - b.half, middle)));
  });
  const edges = [left, ...cuts, right];
  const { height } = size.output;
  return {
    x: left,
    y: 0,
    width: right - left,
    height,
    segments: arrivals.map(({ state, x: arrival }, i) => ({
      state,
      arrival,
      x: edges[i]!,
      y: 0,
      width: edges[i + 1]! - edges[i]!,
      height,
    })),
  };
}
