import { type Cell, outputStates, type StateIndex } from '../../space/architecture.ts';
import type { UnlikeLook } from './cellMarks.ts';
import type { CellLayout, Line } from './layout/geometry.ts';
import { boxOf, type CellNode, linesOf, wayTo } from './nodes.ts';

/** What of a cell is otherwise in another one beside it: that alone keeps its colours. */
export interface Unlike {
  readonly nodes: readonly Exclude<CellNode, { kind: 'input' | 'output' }>[];
  /** The operations among them that read another state, or whose block the other cell has not. */
  readonly readers: readonly Extract<CellNode, { kind: 'tile' }>[];
  /** States of its output that the other's has not. */
  readonly outputs: readonly StateIndex[];
}

/** Block by block, as both are spelled. */
export function unlikeOf(cell: Cell, other: Cell): Unlike {
  const nodes: Unlike['nodes'][number][] = [];
  const readers: Unlike['readers'][number][] = [];
  for (const [block, own] of cell.blocks.entries()) {
    const rival = other.blocks[block];
    for (const slot of [0, 1] as const) {
      const tile = { kind: 'tile', block, slot } as const;
      const readsOther = own.inputs[slot] !== rival?.inputs[slot];
      if (readsOther) readers.push(tile);
      if (readsOther || own.operations[slot] !== rival?.operations[slot]) nodes.push(tile);
    }
    if (own.combiner !== rival?.combiner) nodes.push({ kind: 'combiner', block });
  }
  const theirs = outputStates(other);
  return { nodes, readers, outputs: outputStates(cell).filter((state) => !theirs.includes(state)) };
}

export function isUnlike(unlike: Unlike, node: CellNode): boolean {
  switch (node.kind) {
    case 'input':
      return false;
    case 'output':
      return unlike.outputs.length > 0;
    case 'tile':
      return unlike.nodes.some(
        (one) => one.kind === 'tile' && one.block === node.block && one.slot === node.slot,
      );
    case 'combiner':
      return unlike.nodes.some((one) => one.kind === 'combiner' && one.block === node.block);
    default:
      return node satisfies never;
  }
}

/** The lines by which states come to their new readers, and to the output where it has them anew. */
export function unlikeLines(layout: CellLayout, { readers, outputs }: Unlike): Line[] {
  const lines = new Set(readers.flatMap((tile) => wayTo(layout, tile)));
  const arriving = new Set(linesOf(layout, { kind: 'output' }));
  for (const line of layout.lines) {
    const leads = arriving.has(line) || line.target.kind === 'lane';
    if (leads && outputs.includes(line.state)) lines.add(line);
  }
  return layout.lines.filter((line) => lines.has(line));
}

/** As it is drawn. Drawings of one cell by itself do without all of this file. */
export function unlikeLook(layout: CellLayout, unlike: Unlike): UnlikeLook {
  const { nodes, outputs } = unlike;
  const segments = layout.output.segments.filter(({ state }) => outputs.includes(state));
  return {
    isMuted: (node) => !isUnlike(unlike, node),
    isMutedOutput: (state) => !outputs.includes(state),
    lines: unlikeLines(layout, unlike),
    ringed: [...nodes.map((node) => boxOf(layout, node)), ...segments],
  };
}
