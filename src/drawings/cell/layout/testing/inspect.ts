import type { StateIndex } from '../../../../space/architecture.ts';
import type { Box, CellLayout, Line } from '../geometry.ts';

/** What must hold of every drawing of a cell, measured on its layout. */

export interface Stretch {
  readonly state: StateIndex;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

const vertical = (state: StateIndex, x: number, top: number, bottom: number): Stretch => ({
  state,
  x0: x,
  x1: x,
  y0: top,
  y1: bottom,
});

/** The straight stretches of a line, turns squared off. */
export function stretchesOf({ state, from, to, bend }: Line): Stretch[] {
  if (!bend) return [vertical(state, from.x, to.y, from.y)];
  const [x0, x1] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  return [
    vertical(state, from.x, bend.y, from.y),
    { state, x0, x1, y0: bend.y, y1: bend.y },
    vertical(state, to.x, to.y, bend.y),
  ];
}

const nodeBoxes = ({ tiles, combiners, inputs, output }: CellLayout): Box[] => [
  ...tiles,
  ...combiners,
  ...inputs,
  output,
];

function runsThrough({ x0, x1, y0, y1 }: Stretch, box: Box): boolean {
  return x1 > box.x && x0 < box.x + box.width && y1 > box.y && y0 < box.y + box.height;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Lines of two states that run along each other less than 2 px apart, which read as one. */
function runTogether(a: Stretch, b: Stretch): boolean {
  if (a.state === b.state) return false;
  const isUpright = (s: Stretch): boolean => s.x0 === s.x1;
  if (isUpright(a) !== isUpright(b)) return false;
  return isUpright(a)
    ? Math.abs(a.x0 - b.x0) < 2 && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > 0.5
    : Math.abs(a.y0 - b.y0) < 2 && Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > 0.5;
}

function pairs<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [Item, Item] => [a, b]));
}

export interface Faults {
  readonly linesThroughNodes: number;
  readonly linesTogether: number;
  readonly overlappingNodes: number;
  readonly outside: number;
}

export function faultsOf(layout: CellLayout): Faults {
  const boxes = nodeBoxes(layout);
  const stretches = layout.lines.flatMap(stretchesOf);
  const { width, height } = layout;
  const isOutside = (box: Box): boolean =>
    box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height;
  return {
    linesThroughNodes: stretches.filter((stretch) => boxes.some((box) => runsThrough(stretch, box))).length,
    linesTogether: pairs(stretches).filter(([a, b]) => runTogether(a, b)).length,
    overlappingNodes: pairs(boxes).filter(([a, b]) => overlap(a, b)).length,
    outside: boxes.filter(isOutside).length,
  };
}

/** Every number of a layout, wherever it lies. */
export function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}
