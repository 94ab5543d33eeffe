import type { OperationProbabilities } from '../../../drawings/cell/cellMarks.ts';
import type { CellNode } from '../../../drawings/cell/nodes.ts';
import { keyOf, type NetworkNode, type NodePlace, nodeAt } from '../../../network/nodes.ts';
import type { NodeShare } from '../../../protocol/inspection.ts';
import type { Cell } from '../../../space/architecture.ts';

/** What the bar at a tile's foot can show. */
export type TileFigure = 'time' | 'parameters' | 'multiplyAdds' | 'probability';

export interface CellFigures {
  readonly nodes: readonly NetworkNode[];
  /** Null where the device has no clock for it, or was not asked yet. */
  readonly shares: readonly NodeShare[] | null;
  readonly probabilities: OperationProbabilities | null;
}

/** Those that there is something to show of, in their order. */
export function tileFigures({ shares, probabilities }: CellFigures): readonly TileFigure[] {
  return [
    ...(shares === null ? [] : (['time'] as const)),
    'parameters',
    'multiplyAdds',
    ...(probabilities === null ? [] : (['probability'] as const)),
  ];
}

/** A figure of every operation of a cell of the network, over the greatest of them. All 0: no bar is filled. */
export function tileBars(
  cell: Cell,
  at: number,
  figure: TileFigure,
  figures: CellFigures,
): OperationProbabilities {
  const values = cell.blocks.map((_, block) =>
    ([0, 1] as const).map((slot) => figureAt({ part: 'operation', cell: at, block, slot }, figure, figures)),
  );
  const most = Math.max(...values.flat());
  return values.map(([first = 0, second = 0]) => (most > 0 ? [first / most, second / most] : [0, 0]));
}

function figureAt(
  place: NodePlace & { readonly part: 'operation' },
  figure: TileFigure,
  { nodes, shares, probabilities }: CellFigures,
): number {
  switch (figure) {
    case 'time':
      return (shares === null ? null : shareAt(shares, place)) ?? 0;
    case 'parameters':
      return nodeAt(nodes, place)?.trainable ?? 0;
    case 'multiplyAdds':
      return nodeAt(nodes, place)?.multiplyAdds ?? 0;
    case 'probability':
      return probabilities?.[place.block]?.[place.slot] ?? 0;
    default:
      return figure satisfies never;
  }
}

/** Of a step's time, 0 to 1; null where nothing was measured of the node. */
export function shareAt(shares: readonly NodeShare[], place: NodePlace): number | null {
  const key = keyOf(place);
  return shares.find((one) => one.place !== null && keyOf(one.place) === key)?.share ?? null;
}

/** A node of a drawn cell as a node of the network's cell that it stands for. */
export function placeOf(node: CellNode, cell: number): NodePlace {
  switch (node.kind) {
    case 'tile':
      return { part: 'operation', cell, block: node.block, slot: node.slot };
    case 'combiner':
      return { part: 'block', cell, block: node.block };
    case 'input':
      return { part: 'state', cell, state: node.state === 1 ? 1 : 0 };
    case 'output':
      return { part: 'output', cell };
    default:
      return node satisfies never;
  }
}
