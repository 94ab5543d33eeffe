import type { Layer, LayerGraph } from './graph.ts';

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

/** The network cut off behind a layer: what that needs is live, and nothing else. Throws a RangeError where there is none. */
export function cutBehind(
  graph: LayerGraph,
  id: number,
): { readonly graph: LayerGraph; readonly layer: Layer } {
  const layer = graph.layers[id];
  if (layer === undefined) {
    throw new RangeError(
      `layer ${id} does not exist: the network has layers 0 to ${graph.layers.length - 1}`,
    );
  }
  const { auxiliaryLogits: _, ...rest } = graph;
  return { graph: { ...rest, logits: id }, layer };
}
