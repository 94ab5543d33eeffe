/** A layer graph as Keras layers, in the names and values of Keras's own configurations. */
import type { Layer, LayerGraph } from '../../network/graph.ts';
import { liveLayers } from '../../network/live.ts';
import type { ParameterRole } from '../../network/parameters.ts';
import { layerNames } from './names.ts';

export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers that it reads, in order. */
  readonly inputs: readonly string[];
  /** The layer of our graph that its weights are of, and what Keras calls each; absent where it has none. */
  readonly weights?: {
    readonly layer: number;
    readonly roles: readonly (readonly [ParameterRole, string])[];
  };
}

/**
 * All that a score depends on, in order. Dropout, drop path and the auxiliary head are of training alone; a cell's entry that
 * nothing reads is no part of a Keras model.
 */
export function kerasLayers(graph: LayerGraph): readonly KerasLayer[] {
  const { auxiliaryLogits: _, ...scored } = graph;
  const live = liveLayers(scored);
  const names = layerNames(graph);
  /** Of the Keras layer that gives what ours gives. */
  const givenBy = new Map<number, string>();
  const made: KerasLayer[] = [];
  for (const layer of graph.layers) {
    if (!live.has(layer.id)) continue;
    const inputs = layer.inputs.map((id) => givenBy.get(id)!);
    const added = written(graph, layer, names[layer.id]!, inputs);
    made.push(...added);
    givenBy.set(layer.id, added.at(-1)?.name ?? inputs[0]!);
  }
  return made;
}

const CHANNELS_LAST = { data_format: 'channels_last' };

function written(
  graph: LayerGraph,
  layer: Layer,
  name: string,
  inputs: readonly string[],
): readonly KerasLayer[] {
  const one = (className: string, config: KerasLayer['config'], weights?: KerasLayer['weights']) => [
    { className, name, config, inputs, ...(weights === undefined ? {} : { weights }) },
  ];
  switch (layer.kind) {
    case 'input':
      return one('InputLayer', {
        batch_input_shape: [null, ...layer.shape],
        dtype: 'float32',
        sparse: false,
      });
    case 'conv2d':
    case 'depthwiseConv2d':
      return convolution(graph, layer, name, inputs);
    case 'batchNorm':
      return one(
        'BatchNormalization',
        { axis: -1, momentum: layer.decay, epsilon: layer.epsilon, center: true, scale: true },
        {
          layer: layer.id,
          roles: [
            ['gamma', 'gamma'],
            ['beta', 'beta'],
            ['mean', 'moving_mean'],
            ['variance', 'moving_variance'],
          ],
        },
      );
    case 'relu':
      return one('ReLU', { max_value: null });
    case 'maxPool':
      return one('MaxPooling2D', pool(layer.size, layer.stride, 'same'));
    case 'avgPool':
      return one('AveragePooling2D', pool(layer.size, layer.stride, layer.padding));
    case 'add':
      return joined('Add', {}, name, inputs);
    case 'concat':
      return joined('Concatenate', { axis: -1 }, name, inputs);
    case 'globalAvgPool':
      return one('GlobalAveragePooling2D', CHANNELS_LAST);
    case 'dense':
      return one(
        'Dense',
        { units: layer.shape[2], activation: 'linear', use_bias: true },
        {
          layer: layer.id,
          roles: [
            ['kernel', 'kernel'],
            ['bias', 'bias'],
          ],
        },
      );
    case 'subsample':
      return picked(graph, layer.inputs[0]!, layer.offset, name, inputs);
    case 'dropout':
    case 'dropPath':
      return [];
    default:
      return layer satisfies never;
  }
}

/**
 * Of several maps. tfjs frees a map that a layer takes twice before others have read it (it counts the layer once and the
 * takings apart), so the second one is a copy.
 */
function joined(
  className: string,
  config: KerasLayer['config'],
  name: string,
  inputs: readonly string[],
): readonly KerasLayer[] {
  const copies: KerasLayer[] = [];
  const reads = inputs.map((input, i) => {
    if (!inputs.slice(0, i).includes(input)) return input;
    const copy = `${name}_copy${copies.length === 0 ? '' : `_${copies.length + 1}`}`;
    copies.push({ className: 'Activation', name: copy, config: { activation: 'linear' }, inputs: [input] });
    return copy;
  });
  return [...copies, { className, name, config, inputs: reads }];
}

const pool = (size: number, stride: number, padding: 'same' | 'valid'): KerasLayer['config'] => ({
  pool_size: [size, size],
  strides: [stride, stride],
  padding,
  ...CHANNELS_LAST,
});

type Convolution = Extract<Layer, { kind: 'conv2d' | 'depthwiseConv2d' }>;

function convolution(
  graph: LayerGraph,
  layer: Convolution,
  name: string,
  inputs: readonly string[],
): readonly KerasLayer[] {
  const { kernel, strides, rate, padding } = layer;
  const isDense = layer.kind === 'conv2d';
  const made = (reads: readonly string[], config: KerasLayer['config']): KerasLayer => ({
    className: isDense ? 'Conv2D' : 'DepthwiseConv2D',
    name,
    config: {
      ...(isDense ? { filters: layer.shape[2] } : { depth_multiplier: 1 }),
      kernel_size: kernel,
      padding,
      activation: 'linear',
      use_bias: false,
      ...CHANNELS_LAST,
      ...config,
    },
    inputs: reads,
    weights: { layer: layer.id, roles: [['kernel', isDense ? 'kernel' : 'depthwise_kernel']] },
  });
  const isStrided = Math.max(...strides) > 1;
  if (rate === 1 || !isStrided) return [made(inputs, { strides, dilation_rate: [rate, rate] })];
  // Keras takes no stride and dilation at once. Where both are 2, all taps of a window lie on pixels of one parity: which
  // one, SAME padding decides by the map's size; on these alone the convolution is a plain one.
  const [height, width] = graph.layers[layer.inputs[0]!]!.shape;
  const isOfOneParity = height % 2 === width % 2 && kernel.every((extent) => extent % 2 === 1);
  if (rate !== 2 || strides.some((stride) => stride !== 2) || padding !== 'same' || !isOfOneParity)
    throw new RangeError(
      `${name}: a ${kernel.join(' x ')} convolution of stride ${strides} and rate ${rate} on ${height} x ${width} is no Keras layer`,
    );
  const pick = picked(graph, layer.inputs[0]!, height % 2 === 0 ? 1 : 0, `${name}_pick`, inputs);
  return [...pick, made([pick.at(-1)!.name], { strides: [1, 1], dilation_rate: [1, 1] })];
}

/** Every second pixel of a map from `offset` on, by layers that Keras has: a pool of one pixel is what takes each second one. */
function picked(
  graph: LayerGraph,
  source: number,
  offset: 0 | 1,
  name: string,
  inputs: readonly string[],
): readonly KerasLayer[] {
  const made: KerasLayer[] = [];
  let reads = inputs;
  const add = (className: string, suffix: string, config: KerasLayer['config']): void => {
    made.push({ className, name: name + suffix, config, inputs: reads });
    reads = [name + suffix];
  };
  if (offset === 1) {
    const [height, width] = graph.layers[source]!.shape;
    // From the second pixel on, a map of odd extent has one too few: a zero enters behind it.
    const [below, right] = [height % 2, width % 2];
    const behind = [
      [0, below],
      [0, right],
    ];
    if (below + right > 0) add('ZeroPadding2D', '_pad', { padding: behind, ...CHANNELS_LAST });
    const before = [
      [1, 0],
      [1, 0],
    ];
    add('Cropping2D', '_crop', { cropping: before, ...CHANNELS_LAST });
  }
  add('AveragePooling2D', '', pool(1, 2, 'valid'));
  return made;
}
