import type { Layer, LayerGraph } from './graph.ts';

export type ParameterRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance';

export type Initialiser =
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'constant'; readonly value: number };

/** One array of numbers that a layer owns. Kernels are [height, width, in, out]; depthwise [height, width, in, 1]; dense [in, out]. */
export interface Parameter {
  /** Unique in its graph and stable: "12/kernel". */
  readonly name: string;
  readonly layer: number;
  readonly role: ParameterRole;
  readonly shape: readonly number[];
  readonly size: number;
  /** Batch norm's running mean and variance are not. */
  readonly trainable: boolean;
  /** Weight decay applies to kernels alone (NASNET.md, the mini recipe). */
  readonly decayed: boolean;
  readonly init: Initialiser;
}

/** The values of parameters by their names, each in the order of its shape. */
export type Weights = ReadonlyMap<string, Float32Array>;

function parameter(
  layer: Layer,
  role: ParameterRole,
  shape: readonly number[],
  init: Initialiser,
): Parameter {
  return {
    name: `${layer.id}/${role}`,
    layer: layer.id,
    role,
    shape,
    size: shape.reduce((product, n) => product * n, 1),
    trainable: role !== 'mean' && role !== 'variance',
    decayed: role === 'kernel',
    init,
  };
}

const constant = (value: number): Initialiser => ({ kind: 'constant', value });

/** The parameters of one layer; `inputChannels` are those of its (first) input. */
export function layerParameters(layer: Layer, inputChannels: number): Parameter[] {
  const channels = layer.shape[2];
  switch (layer.kind) {
    case 'conv2d': {
      const [h, w] = layer.kernel;
      const deviation = Math.sqrt(2 / (h * w * inputChannels));
      return [parameter(layer, 'kernel', [h, w, inputChannels, channels], { kind: 'normal', deviation })];
    }
    case 'depthwiseConv2d': {
      const [h, w] = layer.kernel;
      return [
        parameter(layer, 'kernel', [h, w, inputChannels, 1], {
          kind: 'normal',
          deviation: Math.sqrt(2 / (h * w)),
        }),
      ];
    }
    case 'dense':
      return [
        parameter(layer, 'kernel', [inputChannels, channels], {
          kind: 'normal',
          deviation: Math.sqrt(1 / inputChannels),
        }),
        parameter(layer, 'bias', [channels], constant(0)),
      ];
    case 'batchNorm':
      return [
        parameter(layer, 'gamma', [channels], constant(1)),
        parameter(layer, 'beta', [channels], constant(0)),
        parameter(layer, 'mean', [channels], constant(0)),
        parameter(layer, 'variance', [channels], constant(1)),
      ];
    default:
      return [];
  }
}

/** How many numbers a layer owns, as `layerParameters` says it, without naming them. */
export function parameterCounts(
  layer: Layer,
  inputChannels: number,
): { readonly trainable: number; readonly fixed: number } {
  const channels = layer.shape[2];
  switch (layer.kind) {
    case 'conv2d':
      return { trainable: layer.kernel[0] * layer.kernel[1] * inputChannels * channels, fixed: 0 };
    case 'depthwiseConv2d':
      return { trainable: layer.kernel[0] * layer.kernel[1] * inputChannels, fixed: 0 };
    case 'dense':
      return { trainable: inputChannels * channels + channels, fixed: 0 };
    case 'batchNorm':
      return { trainable: 2 * channels, fixed: 2 * channels };
    default:
      return NONE;
  }
}

const NONE = { trainable: 0, fixed: 0 } as const;

/** All parameters of a network, in layer order: the order of every weight file and contiguous buffer. */
export function graphParameters(graph: LayerGraph): Parameter[] {
  return graph.layers.flatMap((layer) => {
    const source = layer.inputs[0];
    return layerParameters(layer, source === undefined ? 0 : graph.layers[source]!.shape[2]);
  });
}

/** Throws a RangeError on weights that are not of this network: a parameter of it that is missing or has another size. */
export function checkWeights(graph: LayerGraph, weights: Weights): void {
  for (const { name, size } of graphParameters(graph)) {
    const values = weights.get(name);
    if (values?.length !== size) {
      throw new RangeError(
        `parameter "${name}" has ${size} values, not ${values?.length ?? 'none'}: these are the weights of another network`,
      );
    }
  }
}
