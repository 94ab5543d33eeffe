import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { convolutionProgram, filterGradientProgram } from './programs.ts';

type Pair = readonly [height: number, width: number];

/** Where a convolution's windows lie. */
export interface Placement {
  readonly strides: Pair;
  /** Zeros before the first row and column. */
  readonly pads: Pair;
}

/** How these kernels are known to tfjs; they exist for its `webgpu` backend alone. */
export const convolutionKernel = 'PlaygroundConvolution';
export const filterGradientKernel = 'PlaygroundFilterGradient';

export interface ConvolutionAttributes extends Placement {
  readonly outputShape: readonly number[];
  readonly turned: boolean;
}

export interface FilterGradientAttributes extends Placement {
  readonly kernel: Pair;
  readonly depthwise: boolean;
}

const pair = ([height, width]: Pair): { type: string; data: number[] } => ({
  type: 'int32',
  data: [height, width],
});

tf.registerKernel({
  kernelName: convolutionKernel,
  backendName: 'webgpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { outputShape, turned, strides, pads } = attrs as unknown as ConvolutionAttributes;
    return (backend as WebGPUBackend).runWebGPUProgram(
      convolutionProgram([...outputShape], turned),
      [inputs.x!, inputs.filter!],
      'float32',
      [pair(strides), pair(pads)],
    );
  },
});

tf.registerKernel({
  kernelName: filterGradientKernel,
  backendName: 'webgpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { kernel, depthwise, strides, pads } = attrs as unknown as FilterGradientAttributes;
    const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
    const outputs = depthwise ? 1 : dy.shape[3]!;
    return (backend as WebGPUBackend).runWebGPUProgram(
      filterGradientProgram([x.shape[0]!, kernel[0] * kernel[1], x.shape[3]!, outputs], depthwise),
      [x, dy],
      'float32',
      [pair(kernel), pair(strides), pair(pads)],
    );
  },
});
