import { countGraph, type GraphCounts } from '../network/counts.ts';
import type { LayerGraph } from '../network/graph.ts';

/** What an exported network has: everything but the auxiliary head, which is of training alone. */
export function exportedCounts(graph: LayerGraph): GraphCounts {
  const { auxiliaryLogits: _, ...scored } = graph;
  return countGraph({ ...scored, layers: graph.layers.filter(({ origin }) => origin.part !== 'auxiliary') });
}
