/**
 * The function that every engine computes, and its data: a pointwise convolution from the image's three channels, then
 * `layers` times relu, depthwise convolution, pointwise convolution, batch norm (by the batch's statistics), then global
 * mean pool, dense layer, mean cross-entropy; its value, and its gradient by every parameter.
 */
import type { ImageSet } from '../../../data/dataset.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import { BatchReader } from '../../../engine/reference/batch.ts';
import { initialWeights } from '../../../engine/weights.ts';
import { GraphBuilder } from '../../../network/builder.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import { graphParameters, type Parameter } from '../../../network/parameters.ts';
import type { Depthwise, LossAndGradient, Stack } from './contract.ts';

export const CLASSES = 10;
export const SEED = 1;

/** One engine, ready to compute one stack. */
export interface PreparedStack {
  readonly adapter: string;
  readonly depthwise?: Depthwise;
  /** Loss and gradient at the initial weights. */
  differentiate(): Promise<LossAndGradient>;
  /** Loss and gradient once more; answers when the device is done with them. */
  step(): Promise<void>;
}

export type PrepareStack = (stack: Stack) => Promise<PreparedStack>;

export function stackGraph({ layers, channels, kernel }: Stack): LayerGraph {
  const builder = new GraphBuilder({ decay: 0.9, epsilon: 1e-5 });
  const input = [32, 32, 3] as const;
  let x = builder.conv2d(builder.input(input), channels, [1, 1]);
  for (let layer = 0; layer < layers; layer++) {
    const depthwise = builder.depthwiseConv2d(builder.relu(x), [kernel, kernel]);
    x = builder.batchNorm(builder.conv2d(depthwise, channels, [1, 1]));
  }
  const logits = builder.dense(builder.globalAvgPool(x), CLASSES);
  return { layers: builder.layers, logits, classes: CLASSES, input, cells: [] };
}

export const stackImages = ({ batch }: Stack): ImageSet => makeSynthetic(batch, SEED);

export interface PeerData {
  readonly graph: LayerGraph;
  /** Trainable ones, in order. */
  readonly parameters: readonly Parameter[];
  /** Of each parameter, in the same order. */
  readonly weights: readonly Float32Array[];
  /** [batch, 32, 32, 3], normalised. */
  readonly images: Float32Array;
  /** [batch, CLASSES], a one in each row. */
  readonly targets: Float32Array;
}

/** The data as numbers, for the engines that take tensors. */
export function peerData(stack: Stack): PeerData {
  const graph = stackGraph(stack);
  const parameters = graphParameters(graph).filter(({ trainable }) => trainable);
  const initial = initialWeights(graph, SEED);
  const set = stackImages(stack);
  const targets = new Float32Array(stack.batch * CLASSES);
  set.labels.forEach((label, i) => {
    targets[i * CLASSES + label] = 1;
  });
  return {
    graph,
    parameters,
    weights: parameters.map(({ name }) => initial.get(name)!),
    images: new BatchReader(set).pixels(Uint32Array.from({ length: stack.batch }, (_, i) => i)),
    targets,
  };
}
