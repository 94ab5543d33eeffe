/** One layer as ONNX's operators of opset 17, channels first. */
import type { Layer, Shape } from '../../network/graph.ts';
import type { ParameterRole } from '../../network/parameters.ts';
import { type Padding, samePadding } from '../../network/windows.ts';
import type { Attribute, Node, Tensor } from './proto.ts';
import { floatTensor, intTensor, outputsFirst } from './tensors.ts';

/** Where a layer stands in the file. */
export interface Place {
  /** Of its node and of what belongs to it. */
  readonly name: string;
  /** Values that it reads. */
  readonly inputs: readonly string[];
  /** Value that it makes. */
  readonly output: string;
  /** Shape of its first input. */
  readonly from: Shape;
  readonly weights: (role: ParameterRole) => Float32Array;
}

export interface Operators {
  /** The last one makes the layer's output. */
  readonly nodes: readonly Node[];
  readonly parameters?: readonly Tensor[];
  /** Numbers that a node reads and that are no parameters, so that nobody counts them as such; layers share them by name. */
  readonly constants?: readonly Tensor[];
}

/** Null of a layer that computes nothing by running statistics. */
export function layerOperators(layer: Layer, place: Place): Operators | null {
  switch (layer.kind) {
    case 'input':
    case 'dropPath':
    case 'dropout':
      return null;
    case 'conv2d':
      return convolution(layer, place, { inputs: place.from[2], outputs: layer.shape[2], groups: 1 });
    case 'depthwiseConv2d':
      return convolution(layer, place, { inputs: 1, outputs: layer.shape[2], groups: layer.shape[2] });
    case 'batchNorm':
      return batchNorm(layer, place);
    case 'relu':
      return single(place, 'Relu');
    case 'maxPool':
      return single(place, 'MaxPool', poolAttributes(layer, 'same', place.from));
    case 'avgPool': {
      const attributes = poolAttributes(layer, layer.padding, place.from);
      return single(place, 'AveragePool', { ...attributes, count_include_pad: { int: 0 } });
    }
    case 'add':
      return single(place, 'Add');
    case 'concat':
      return single(place, 'Concat', { axis: { int: 1 } });
    case 'globalAvgPool':
      return single(place, 'GlobalAveragePool');
    case 'dense':
      return dense(layer, place);
    case 'subsample':
      return subsample(layer.offset, place);
    default:
      return layer satisfies never;
  }
}

function single(place: Place, operator: string, attributes: Node['attributes'] = {}): Operators {
  const { name, inputs, output } = place;
  return { nodes: [{ name, operator, inputs, outputs: [output], attributes }] };
}

/** A node that reads its layer's only input and tensors of its own. */
function withParameters(
  place: Place,
  operator: string,
  parameters: readonly Tensor[],
  attributes: Node['attributes'],
): Operators {
  const inputs = [...place.inputs, ...parameters.map(({ name }) => name)];
  return { ...single({ ...place, inputs }, operator, attributes), parameters };
}

function convolution(
  layer: Extract<Layer, { kind: 'conv2d' | 'depthwiseConv2d' }>,
  place: Place,
  { inputs, outputs, groups }: { inputs: number; outputs: number; groups: number },
): Operators {
  const { kernel, strides, rate, padding } = layer;
  const taps = kernel[0] * kernel[1];
  // A depthwise kernel is [height, width, channels, 1] and becomes [channels, 1, height, width]: the same turn.
  const [read, made] = groups === 1 ? [inputs, outputs] : [outputs, 1];
  const turned = (): Float32Array => outputsFirst(place.weights('kernel'), taps, read, made);
  return withParameters(
    place,
    'Conv',
    [floatTensor(`${place.name}_kernel`, [outputs, inputs, ...kernel], turned)],
    {
      ...windowAttributes(kernel, strides, rate, padding, place.from),
      dilations: { ints: [rate, rate] },
      group: { int: groups },
    },
  );
}

function batchNorm(
  { decay, epsilon, shape }: Extract<Layer, { kind: 'batchNorm' }>,
  place: Place,
): Operators {
  const roles = ['gamma', 'beta', 'mean', 'variance'] as const;
  const tensors = roles.map((role) =>
    floatTensor(`${place.name}_${role}`, [shape[2]], () => place.weights(role)),
  );
  // Its momentum is our decay: running = momentum x running + (1 - momentum) x batch.
  return withParameters(place, 'BatchNormalization', tensors, {
    epsilon: { float: epsilon },
    momentum: { float: decay },
    training_mode: { int: 0 },
  });
}

function dense({ shape }: Extract<Layer, { kind: 'dense' }>, place: Place): Operators {
  const { name, inputs } = place;
  const vector = `${name}_flatten`;
  const flatten: Node = {
    name: vector,
    operator: 'Flatten',
    inputs,
    outputs: [vector],
    attributes: { axis: { int: 1 } },
  };
  const tensors = [
    floatTensor(`${name}_kernel`, [place.from[2], shape[2]], () => place.weights('kernel')),
    floatTensor(`${name}_bias`, [shape[2]], () => place.weights('bias')),
  ];
  const { nodes, parameters = [] } = withParameters({ ...place, inputs: [vector] }, 'Gemm', tensors, {});
  return { nodes: [flatten, ...nodes], parameters };
}

/** Every second pixel; shifted by one, an odd map lacks a last row and column, which are zeros. */
function subsample(offset: 0 | 1, place: Place): Operators {
  const [height, width] = place.from;
  const missing = offset === 0 ? [0, 0] : [height % 2, width % 2];
  const starts = intTensor(`subsample_from_${offset}`, [offset, offset]);
  const slice = [starts, TO_THE_END, ROWS_AND_COLUMNS, BY_TWO];
  const sliced = (input: string): Operators => ({
    ...single({ ...place, inputs: [input, ...slice.map(({ name }) => name)] }, 'Slice'),
    constants: slice,
  });
  const [input] = place.inputs as [string];
  if (missing.every((count) => count === 0)) return sliced(input);
  const pads = intTensor(`subsample_pad_${missing.join('_')}`, [0, 0, 0, 0, 0, 0, ...missing]);
  const padded = `${place.name}_pad`;
  const pad = single({ ...place, name: padded, inputs: [input, pads.name], output: padded }, 'Pad');
  const { nodes } = sliced(padded);
  return { nodes: [...pad.nodes, ...nodes], constants: [pads, ...slice] };
}

/** What Slice takes for a far end, whatever the extent. */
const TO_THE_END = intTensor('subsample_to_the_end', [2 ** 31 - 1, 2 ** 31 - 1]);
const ROWS_AND_COLUMNS = intTensor('subsample_axes', [2, 3]);
const BY_TWO = intTensor('subsample_steps', [2, 2]);

function poolAttributes(
  { size, stride }: { readonly size: number; readonly stride: number },
  padding: Padding,
  from: Shape,
): Record<string, Attribute> {
  return {
    ...windowAttributes([size, size], [stride, stride], 1, padding, from),
    ceil_mode: { int: 0 },
  };
}

/** Pads are written out: SAME is TensorFlow's, which ONNX's own word for it leaves to each runtime. */
function windowAttributes(
  kernel: readonly [number, number],
  strides: readonly [number, number],
  rate: number,
  padding: Padding,
  [height, width]: Shape,
): Record<string, Attribute> {
  const pads = (extent: number, axis: 0 | 1): readonly [before: number, after: number] =>
    padding === 'same' ? samePadding(extent, kernel[axis], strides[axis], rate) : [0, 0];
  const [top, bottom] = pads(height, 0);
  const [left, right] = pads(width, 1);
  return {
    kernel_shape: { ints: kernel },
    strides: { ints: strides },
    pads: { ints: [top, left, bottom, right] },
  };
}
