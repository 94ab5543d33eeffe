import type { StateIndex } from '../../space/architecture.ts';
import type { Box, CellLayout, Line, Slot } from './layout/geometry.ts';

/** The things in a drawing that can be pointed at, and how arrows walk between them. */

export type CellNode =
  | { readonly kind: 'input'; readonly state: StateIndex }
  | { readonly kind: 'tile'; readonly block: number; readonly slot: Slot }
  | { readonly kind: 'combiner'; readonly block: number }
  | { readonly kind: 'output' };

export type Direction = 'up' | 'down' | 'left' | 'right';

export function nodeKey(node: CellNode): string {
  switch (node.kind) {
    case 'input':
      return `input ${node.state}`;
    case 'tile':
      return `tile ${node.block} ${node.slot}`;
    case 'combiner':
      return `combiner ${node.block}`;
    case 'output':
      return 'output';
    default:
      return node satisfies never;
  }
}

export const sameNode = (a: CellNode | null, b: CellNode | null): boolean =>
  a === b || (a !== null && b !== null && nodeKey(a) === nodeKey(b));

/** In the order of tab stops: h_{i-1}, h_i, each block's operations and combiner, the output. */
export function nodesOf(layout: CellLayout): CellNode[] {
  const blocks = [...layout.combiners].sort((a, b) => a.block - b.block);
  return [
    { kind: 'input', state: 1 },
    { kind: 'input', state: 0 },
    ...blocks.flatMap(({ block }): CellNode[] => [
      { kind: 'tile', block, slot: 0 },
      { kind: 'tile', block, slot: 1 },
      { kind: 'combiner', block },
    ]),
    { kind: 'output' },
  ];
}

export function boxOf(layout: CellLayout, node: CellNode): Box {
  switch (node.kind) {
    case 'input':
      return layout.inputs.find(({ state }) => state === node.state)!;
    case 'tile':
      return layout.tiles.find(({ block, slot }) => block === node.block && slot === node.slot)!;
    case 'combiner':
      return layout.combiners.find(({ block }) => block === node.block)!;
    case 'output':
      return layout.output;
    default:
      return node satisfies never;
  }
}

/** The lines that belong to a node: for an operation the way from its input, and its block's state as a whole. */
export function linesOf(layout: CellLayout, node: CellNode): Line[] {
  switch (node.kind) {
    case 'input':
      return layout.lines.filter(({ state }) => state === node.state);
    case 'combiner':
      return layout.lines.filter(({ state }) => state === node.block + 2);
    case 'output':
      return layout.lines.filter(({ target }) => target.kind === 'output');
    case 'tile':
      return layout.lines.filter((line) => line.state === node.block + 2 || leadsTo(layout, node, line));
    default:
      return node satisfies never;
  }
}

/** The way from an operation's input to it. */
export const wayTo = (layout: CellLayout, tile: CellNode & { kind: 'tile' }): Line[] =>
  layout.lines.filter((line) => leadsTo(layout, tile, line));

function leadsTo(layout: CellLayout, { block, slot }: CellNode & { kind: 'tile' }, line: Line): boolean {
  const { target } = line;
  if (target.kind === 'tile') return target.block === block && target.slot === slot;
  const tile = layout.tiles.find((candidate) => candidate.block === block && candidate.slot === slot)!;
  return target.kind === 'lane' && line.state === tile.input && line.level < 2 * tile.row - 1;
}

/** The node that makes a state. */
export const makerOf = (state: StateIndex): CellNode =>
  state < 2 ? { kind: 'input', state } : { kind: 'combiner', block: state - 2 };

/** Up and down walk along lines (and between a combiner and its tiles), left and right along the row. */
export function walk(layout: CellLayout, node: CellNode, direction: Direction): CellNode | null {
  switch (direction) {
    case 'up':
      return above(layout, node);
    case 'down':
      return below(layout, node);
    case 'left':
      return beside(layout, node, -1);
    case 'right':
      return beside(layout, node, 1);
    default:
      return direction satisfies never;
  }
}

/** Least height of what is to be pressed, in px. */
const TARGET = 24;

/**
 * Where a node is pressed: its box, made high enough. What grows does so upwards, where lines run; an input both ways. Of
 * thumbnails' sizes nothing is large enough, and nothing is pressed.
 */
export function targetOf(layout: CellLayout, node: CellNode): Box {
  const box = boxOf(layout, node);
  const more = TARGET - box.height;
  if (more <= 0 || node.kind === 'tile') return box;
  return { ...box, y: box.y - (node.kind === 'input' ? more / 2 : more), height: TARGET };
}

const middle = ({ x, width }: Box): number => x + width / 2;

function above(layout: CellLayout, node: CellNode): CellNode | null {
  if (node.kind === 'tile') return { kind: 'combiner', block: node.block };
  if (node.kind === 'output') return null;
  const state = node.kind === 'input' ? node.state : node.block + 2;
  const readers = layout.tiles.filter(({ input }) => input === state);
  const first = readers.sort((a, b) => a.row - b.row || a.x - b.x)[0];
  if (first) return { kind: 'tile', block: first.block, slot: first.slot };
  return layout.output.segments.some((segment) => segment.state === state) ? { kind: 'output' } : null;
}

function below(layout: CellLayout, node: CellNode): CellNode | null {
  if (node.kind === 'input') return null;
  if (node.kind === 'output') return makerOf(layout.output.segments[0]!.state);
  if (node.kind === 'tile') {
    const { input } = layout.tiles.find((t) => sameTile(t, node))!;
    return input === null ? null : makerOf(input);
  }
  const [left] = layout.tiles.filter(({ block }) => block === node.block).sort((a, b) => a.x - b.x);
  return { kind: 'tile', block: node.block, slot: left!.slot };
}

const sameTile = (a: { block: number; slot: Slot }, b: { block: number; slot: Slot }): boolean =>
  a.block === b.block && a.slot === b.slot;

function beside(layout: CellLayout, node: CellNode, step: -1 | 1): CellNode | null {
  const own = boxOf(layout, node);
  const row = nodesOf(layout)
    .filter(({ kind }) => kind === node.kind)
    .map((candidate) => ({ candidate, box: boxOf(layout, candidate) }))
    .filter(({ box }) => box.y === own.y)
    .sort((a, b) => middle(a.box) - middle(b.box));
  const at = row.findIndex(({ candidate }) => sameNode(candidate, node));
  return row[at + step]?.candidate ?? null;
}
