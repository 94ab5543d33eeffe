import { layerMultiplyAdds } from '../../../network/counts.ts';
import type { Layer, Shape } from '../../../network/graph.ts';
import { graphParameters } from '../../../network/parameters.ts';
import { childGraph } from '../../../settings/childGraph.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture, CellKind } from '../../../space/architecture.ts';

/** What the parts of a cell cost, in the first cell of its kind in the network. */
export interface NodeFigures {
  readonly shape: Shape | null;
  readonly trainable: number;
  readonly multiplyAdds: number;
}

export type NodePart =
  | { readonly part: 'operation'; readonly block: number; readonly slot: 0 | 1 }
  | { readonly part: 'combiner'; readonly block: number }
  | { readonly part: 'entry'; readonly state: number }
  | { readonly part: 'output' };

export type NetworkSize = Pick<Settings, 'cellsPerStage' | 'filters' | 'imageSize'>;

/** The first cells of a kind are the same in every network of at least two normal cells a stage. */
const ENOUGH = 2;

export function nodeFigures(
  architecture: Architecture,
  size: NetworkSize,
  kind: CellKind,
  node: NodePart,
): NodeFigures {
  const { filters, imageSize } = size;
  const cellsPerStage = Math.min(size.cellsPerStage, ENOUGH);
  const graph = childGraph(architecture, { cellsPerStage, filters, imageSize });
  const cell = graph.cells.findIndex((one) => one.kind === kind);
  const layers = graph.layers.filter((layer) => comesFrom(layer, cell, node));
  const ids = new Set(layers.map(({ id }) => id));
  const trainable = graphParameters(graph)
    .filter((parameter) => parameter.trainable && ids.has(parameter.layer))
    .reduce((sum, { size }) => sum + size, 0);
  const multiplyAdds = layers.reduce((sum, layer) => sum + layerMultiplyAdds(graph, layer), 0);
  const shape = node.part === 'output' ? graph.cells[cell]!.shape : (layers.at(-1)?.shape ?? null);
  return { shape, trainable, multiplyAdds };
}

function comesFrom({ origin }: Layer, cell: number, node: NodePart): boolean {
  if (!('cell' in origin) || origin.cell !== cell || origin.part !== node.part) return false;
  switch (node.part) {
    case 'operation':
      return origin.part === 'operation' && origin.block === node.block && origin.slot === node.slot;
    case 'combiner':
      return origin.part === 'combiner' && origin.block === node.block;
    case 'entry':
      return origin.part === 'entry' && origin.state === node.state;
    case 'output':
      return true;
    default:
      return node satisfies never;
  }
}
