import type { LayerGraph } from './graph.ts';

/**
 * Ids of the layers that a score depends on. A cell entry that no block reads is built and counted, but no engine runs it:
 * its parameters, running statistics included, stay as they were initialised.
 */
export function liveLayers(graph: LayerGraph): ReadonlySet<number> {
  const live = new Set<number>([graph.logits]);
  if (graph.auxiliaryLogits !== undefined) live.add(graph.auxiliaryLogits);
  for (let id = graph.layers.length - 1; id >= 0; id--) {
    if (live.has(id)) for (const input of graph.layers[id]!.inputs) live.add(input);
  }
  return live;
}
