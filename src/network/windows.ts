/** Where the windows of convolutions and pools lie over a map, by TensorFlow's SAME and VALID padding. */
import type { Layer, LayerGraph } from './graph.ts';

export type Padding = 'same' | 'valid';

/** Output extent of a window along one axis, in pixels; 0 or less where a VALID window does not fit. */
export function outputExtent(
  extent: number,
  kernel: number,
  stride: number,
  rate: number,
  padding: Padding,
): number {
  if (padding === 'same') return Math.ceil(extent / stride);
  return Math.floor((extent - (kernel - 1) * rate - 1) / stride) + 1;
}

/** Pixels of padding before and after one axis of a SAME window; an odd one more comes after. */
export function samePadding(
  extent: number,
  kernel: number,
  stride: number,
  rate = 1,
): [before: number, after: number] {
  const reach = (outputExtent(extent, kernel, stride, rate, 'same') - 1) * stride + (kernel - 1) * rate + 1;
  const total = Math.max(reach - extent, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/**
 * A window over a map. Tap t reads row y * strides[0] - before[0] + (t / kernel[1]) * rate; a diagonal one (kernel [n, 1])
 * moves its column along with its row.
 */
export interface WindowGeometry {
  readonly kernel: readonly [height: number, width: number];
  readonly strides: readonly [height: number, width: number];
  readonly rate: number;
  readonly before: readonly [height: number, width: number];
  readonly diagonal: boolean;
}

export type WindowLayer = Extract<
  Layer,
  { kind: 'conv2d' | 'depthwiseConv2d' | 'maxPool' | 'avgPool' | 'subsample' }
>;

/** Where a layer's window lies. A subsample is a window of one pixel that begins `offset` pixels further on. */
export function windowOf(layer: WindowLayer, graph: LayerGraph): WindowGeometry {
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
  const before = (extent: number, axis: 0 | 1): number =>
    same ? samePadding(extent, kernel[axis], strides[axis], rate)[0] : 0;
  return { kernel, strides, rate, before: [before(height, 0), before(width, 1)], diagonal: false };
}
