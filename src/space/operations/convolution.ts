import type { ConvolutionOptions, LayerBuilder, Ref } from '../layers.ts';

/** ReLU, convolution, batch norm: the order of every convolution of the paper. */
export function reluConvBatchNorm(
  layers: LayerBuilder,
  x: Ref,
  filters: number,
  kernel: readonly [number, number],
  options: ConvolutionOptions = {},
): Ref {
  return layers.batchNorm(layers.conv2d(layers.relu(x), filters, kernel, options));
}

/** A separable convolution is applied twice; only the first has the stride. */
export function separableTwice(
  layers: LayerBuilder,
  x: Ref,
  filters: number,
  stride: number,
  size: number,
): Ref {
  const once = (input: Ref, s: number): Ref => {
    const depthwise = layers.depthwiseConv2d(layers.relu(input), [size, size], { strides: [s, s] });
    return layers.batchNorm(layers.conv2d(depthwise, filters, [1, 1]));
  };
  return once(once(x, stride), 1);
}

/** 1 x k, then k x 1: the stride along the width first, along the height second. */
export function factorised(layers: LayerBuilder, x: Ref, filters: number, stride: number, size: number): Ref {
  const wide = reluConvBatchNorm(layers, x, filters, [1, size], { strides: [1, stride] });
  return reluConvBatchNorm(layers, wide, filters, [size, 1], { strides: [stride, 1] });
}

/** A pool keeps its channels: where they are not `filters`, a 1 x 1 convolution and a batch norm follow. */
export function projectChannels(layers: LayerBuilder, pooled: Ref, filters: number): Ref {
  if (layers.channels(pooled) === filters) return pooled;
  return layers.batchNorm(layers.conv2d(pooled, filters, [1, 1]));
}
