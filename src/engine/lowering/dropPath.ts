import type { LayerGraph } from '../../network/graph.ts';

/** Cells and their number, of each drop path of a graph. */
export function dropPathCells(graph: LayerGraph): ReadonlyMap<number, number> {
  const cells = new Map<number, number>();
  for (const layer of graph.layers) if (layer.kind === 'dropPath') cells.set(layer.cell, layer.cells);
  return cells;
}
