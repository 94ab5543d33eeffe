import type { Layer, LayerGraph } from '../../network/graph.ts';
import { liveLayers } from '../../network/live.ts';

/** One layer to execute, with the layers it really reads. */
export interface PlannedLayer {
  readonly layer: Layer;
  readonly inputs: readonly number[];
  /** Whether a parameter lies at or before one of its inputs: only then is their gradient of use. */
  readonly inputsWanted: boolean;
  /** Layers whose output nobody reads after this one: evaluation frees them. */
  readonly lastReads: readonly number[];
}

/**
 * What of a graph is executed, in order: the layers that the scores depend on. A cell entry that no block reads is built
 * and counted but never run, so its gradient is zero and its running statistics stay as they were. Operations on one
 * hidden state begin with the same relu; it runs once.
 */
export function planGraph(graph: LayerGraph): readonly PlannedLayer[] {
  const live = liveLayers(graph);
  const reluOf = new Map<number, number>();
  const standIn = new Map<number, number>();
  const resolve = (id: number): number => standIn.get(id) ?? id;
  const trained = new Set<number>();
  const kept: { layer: Layer; inputs: number[]; inputsWanted: boolean }[] = [];
  for (const layer of graph.layers) {
    if (!live.has(layer.id)) continue;
    const inputs = layer.inputs.map(resolve);
    const first = inputs[0];
    if (layer.kind === 'relu' && first !== undefined) {
      const earlier = reluOf.get(first);
      if (earlier !== undefined) {
        standIn.set(layer.id, earlier);
        continue;
      }
      reluOf.set(first, layer.id);
    }
    const inputsWanted = inputs.some((id) => trained.has(id));
    if (inputsWanted || hasParameters(layer)) trained.add(layer.id);
    kept.push({ layer, inputs, inputsWanted });
  }
  const scores = new Set([graph.logits, graph.auxiliaryLogits ?? graph.logits]);
  const read = new Set<number>();
  const planned: PlannedLayer[] = [];
  for (const { layer, inputs, inputsWanted } of kept.reverse()) {
    const lastReads = [...new Set(inputs)].filter((id) => !read.has(id) && !scores.has(id));
    for (const id of inputs) read.add(id);
    planned.push({ layer, inputs, inputsWanted, lastReads });
  }
  return planned.reverse();
}

function hasParameters({ kind }: Layer): boolean {
  return kind === 'conv2d' || kind === 'depthwiseConv2d' || kind === 'dense' || kind === 'batchNorm';
}
