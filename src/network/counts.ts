/** What a network costs, read off its layers. */
import type { Layer, LayerGraph } from './graph.ts';
import { parameterCounts } from './parameters.ts';

export interface GraphCounts {
  /** Batch norm's running statistics included. */
  readonly parameters: number;
  /** What a paper calls parameters. */
  readonly trainable: number;
  /** Of one image. */
  readonly multiplyAdds: number;
  /** P of "N @ P": channels of the vector that the last dense layer reads. */
  readonly penultimateFilters: number;
  /** Every layer's output of one image, in 32-bit floats. */
  readonly activationBytes: number;
}

/** Exact as long as they are below 2^53. The auxiliary head is counted where the graph has one. */
export function countGraph(graph: LayerGraph): GraphCounts {
  let parameters = 0;
  let trainable = 0;
  let multiplyAdds = 0;
  let activationBytes = 0;
  for (const layer of graph.layers) {
    const [height, width, channels] = layer.shape;
    const counts = parameterCounts(layer, inputChannels(graph, layer));
    trainable += counts.trainable;
    parameters += counts.trainable + counts.fixed;
    multiplyAdds += layerMultiplyAdds(graph, layer);
    activationBytes += 4 * height * width * channels;
  }
  const penultimateFilters = inputChannels(graph, graph.layers[graph.logits]!);
  return { parameters, trainable, multiplyAdds, penultimateFilters, activationBytes };
}

/** Multiply-adds of one layer for one image: convolutions and dense layers alone; padding counts, biases do not. */
export function layerMultiplyAdds(graph: LayerGraph, layer: Layer): number {
  const [height, width, channels] = layer.shape;
  switch (layer.kind) {
    case 'conv2d':
      return height * width * channels * layer.kernel[0] * layer.kernel[1] * inputChannels(graph, layer);
    case 'depthwiseConv2d':
      return height * width * channels * layer.kernel[0] * layer.kernel[1];
    case 'dense':
      return channels * inputChannels(graph, layer);
    default:
      return 0;
  }
}

/** Channels that a layer reads; 0 for the image. */
export function inputChannels(graph: LayerGraph, layer: Layer): number {
  return layer.inputs[0] === undefined ? 0 : graph.layers[layer.inputs[0]]!.shape[2];
}
