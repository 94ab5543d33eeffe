import type { Layer, LayerGraph } from '../../network/graph.ts';
import { graphParameters, type ParameterRole } from '../../network/parameters.ts';

/** Where a parameter stands in the exported module's state_dict. */
export interface PytorchName {
  /** "cells.3.blocks.1.left.first.depthwise.weight". */
  readonly name: string;
  /** Axis i of the tensor is our axis `axes[i]`: convolutions are [out, in, height, width], dense layers [out, in]. */
  readonly axes: readonly number[];
  /** Of the tensor. */
  readonly shape: readonly number[];
}

/** Of every parameter, by our name, in layer order. */
export function pytorchNames(graph: LayerGraph): ReadonlyMap<string, PytorchName> {
  const modules = moduleNames(graph);
  return new Map(
    graphParameters(graph).map(({ name, layer, role, shape }) => {
      const axes = axesOf(graph.layers[layer]!.kind, role);
      const tensor = {
        name: `${modules.get(layer)}.${TENSORS[role]}`,
        axes,
        shape: axes.map((axis) => shape[axis]!),
      };
      return [name, tensor];
    }),
  );
}

const TENSORS: Readonly<Record<ParameterRole, string>> = {
  kernel: 'weight',
  bias: 'bias',
  gamma: 'weight',
  beta: 'bias',
  mean: 'running_mean',
  variance: 'running_var',
};

function axesOf(kind: Layer['kind'], role: ParameterRole): readonly number[] {
  if (role !== 'kernel') return [0];
  if (kind === 'dense') return [1, 0];
  return kind === 'depthwiseConv2d' ? [2, 3, 0, 1] : [3, 2, 0, 1];
}

/** The module of each layer that owns numbers. */
function moduleNames(graph: LayerGraph): ReadonlyMap<number, string> {
  const places = new Map<string, Layer[]>();
  for (const layer of graph.layers) {
    const place = placeOf(layer, graph);
    const layers = places.get(place);
    if (layers) layers.push(layer);
    else places.set(place, [layer]);
  }
  return new Map(
    [...places].flatMap(([place, layers]) => {
      const owners = layers.filter(({ kind }) => owning.has(kind));
      const names = place === 'auxiliary' ? AUXILIARY : partNames(layers, owners, graph);
      return owners.map(({ id }, i) => [id, place === '' ? names[i]! : `${place}.${names[i]}`] as const);
    }),
  );
}

const owning: ReadonlySet<Layer['kind']> = new Set(['conv2d', 'depthwiseConv2d', 'batchNorm', 'dense']);

function placeOf({ origin }: Layer, graph: LayerGraph): string {
  switch (origin.part) {
    case 'input':
    case 'head':
      return '';
    case 'stem':
    case 'auxiliary':
      return origin.part;
    case 'entry':
      return `cells.${origin.cell}.${origin.state === 0 ? 'input' : 'previous'}`;
    case 'operation':
      return `cells.${origin.cell}.blocks.${origin.block}.${origin.slot === 0 ? 'left' : 'right'}`;
    case 'combiner':
      return `cells.${origin.cell}.blocks.${origin.block}`;
    case 'output':
      return `cells.${origin.cell}.outputs.${origin.state ?? graph.cells.length}`;
    default:
      return origin satisfies never;
  }
}

const AUXILIARY = ['narrow.conv', 'narrow.norm', 'conv', 'norm', 'classifier'];
const STEPS = ['first', 'second'];
const HALVES = ['wide', 'tall'];

/** What the layers of one place are called inside of its module. */
function partNames(layers: readonly Layer[], owners: readonly Layer[], graph: LayerGraph): readonly string[] {
  const has = (kind: Layer['kind']): boolean => layers.some((layer) => layer.kind === kind);
  const norms = owners.filter(({ kind }) => kind === 'batchNorm').length;
  let step = 0;
  return owners.map((layer) => {
    const leaf = leafName(layer, graph);
    const at = step;
    if (leaf === 'norm') step++;
    if (has('maxPool') || has('avgPool')) return `project.${leaf}`;
    if (norms < 2) return leaf;
    return `${(has('depthwiseConv2d') ? STEPS : HALVES)[at]}.${leaf}`;
  });
}

function leafName(layer: Layer, graph: LayerGraph): string {
  switch (layer.kind) {
    case 'batchNorm':
      return 'norm';
    case 'dense':
      return 'classifier';
    case 'depthwiseConv2d':
      return 'depthwise';
    default: {
      const source = graph.layers[layer.inputs[0]!]!;
      if (source.kind === 'subsample') return source.offset === 0 ? 'even' : 'odd';
      return source.kind === 'depthwiseConv2d' ? 'pointwise' : 'conv';
    }
  }
}
