import type { Layer, LayerGraph } from '../../../network/graph.ts';
import type { Geometry } from '../ir/forward.ts';

type Windowed = Extract<Layer, { kind: 'conv2d' | 'depthwiseConv2d' | 'maxPool' | 'avgPool' | 'subsample' }>;

/** Where a layer's window lies. A subsample is a window of one pixel that begins `offset` pixels further on. */
export function windowOf(layer: Windowed, graph: LayerGraph): Geometry {
  if (layer.kind === 'subsample') {
    const before = [-layer.offset, -layer.offset] as const;
    return { kernel: [1, 1], strides: [2, 2], rate: 1, before, diagonal: false };
  }
  const pool = layer.kind === 'maxPool' || layer.kind === 'avgPool';
  const kernel = pool ? ([layer.size, layer.size] as const) : layer.kernel;
  const strides = pool ? ([layer.stride, layer.stride] as const) : layer.strides;
  const rate = pool ? 1 : layer.rate;
  const same = layer.kind === 'maxPool' || layer.padding === 'same';
  const [height, width] = graph.layers[layer.inputs[0]!]!.shape;
  const before = (length: number, axis: 0 | 1): number => {
    if (!same) return 0;
    const extent = (kernel[axis] - 1) * rate + 1;
    const total = (Math.ceil(length / strides[axis]) - 1) * strides[axis] + extent - length;
    return Math.floor(Math.max(total, 0) / 2);
  };
  return { kernel, strides, rate, before: [before(height, 0), before(width, 1)], diagonal: false };
}

/** Ids of the layers that a score depends on. */
export function liveLayers(graph: LayerGraph): ReadonlySet<number> {
  const live = new Set<number>([graph.logits]);
  if (graph.auxiliaryLogits !== undefined) live.add(graph.auxiliaryLogits);
  for (let id = graph.layers.length - 1; id >= 0; id--) {
    if (live.has(id)) for (const input of graph.layers[id]!.inputs) live.add(input);
  }
  return live;
}
