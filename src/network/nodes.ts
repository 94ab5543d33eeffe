/** The network as a person sees it: nodes of its cells, each with what makes it and what it costs. */
import { type Architecture, outputStates } from '../space/architecture.ts';
import { layerMultiplyAdds } from './counts.ts';
import type { Layer, LayerGraph, Origin, Shape } from './graph.ts';
import { liveLayers } from './live.ts';
import { parameterCounts } from './parameters.ts';

/** A node of the network. Cells count from 0, the ImageNet stem's included; blocks too. */
export type NodePlace =
  | { readonly part: 'stem' | 'head' | 'auxiliary' }
  /** h_i (0) and h_{i-1} (1), as the blocks read them. */
  | { readonly part: 'state'; readonly cell: number; readonly state: 0 | 1 }
  | { readonly part: 'operation'; readonly cell: number; readonly block: number; readonly slot: 0 | 1 }
  /** What the block's combiner makes: hidden state `block` + 2. */
  | { readonly part: 'block'; readonly cell: number; readonly block: number }
  /** h_{i+1}. */
  | { readonly part: 'output'; readonly cell: number };

export interface NetworkNode {
  readonly place: NodePlace;
  /** The layer whose output the node's is; an identity has none of its own, and names that of the state that it passes on. */
  readonly layer: number;
  /** Whether a score depends on it: what no block reads is never run, and keeps its initial weights. */
  readonly runs: boolean;
  /** The layers that are the node's own, in order. */
  readonly layers: readonly number[];
  /** Of the (first) map that it reads, and of the one that it makes. */
  readonly input: Shape;
  readonly shape: Shape;
  /** Numbers that it owns: those that are trained, and all of them (batch norm's running statistics too). */
  readonly trainable: number;
  readonly parameters: number;
  /** Of one image. */
  readonly multiplyAdds: number;
}

/** Every node, in the order of computation; together they own all parameters and multiply-adds of the network. */
export function networkNodes(graph: LayerGraph, architecture: Architecture): readonly NetworkNode[] {
  const live = liveLayers(graph);
  const owned = new Map<string, Layer[]>();
  for (const layer of graph.layers) {
    const key = keyOf(placeOf(layer.origin));
    const own = owned.get(key);
    if (own) own.push(layer);
    else owned.set(key, [layer]);
  }
  const nodes: NetworkNode[] = [];
  /** Adds a node; `passed`: whose output it has where no layer is its own. */
  const add = (place: NodePlace, passed: number, made?: number): number => {
    const own = owned.get(keyOf(place)) ?? [];
    const layer = made ?? own.at(-1)?.id ?? passed;
    const costs = own.map((one) => costOf(graph, one));
    const sum = (of: keyof Cost): number => costs.reduce((total, cost) => total + cost[of], 0);
    nodes.push({
      place,
      layer,
      runs: live.has(layer),
      layers: own.map(({ id }) => id),
      input: graph.layers[own[0]?.inputs[0] ?? passed]!.shape,
      shape: graph.layers[layer]!.shape,
      trainable: sum('trainable'),
      parameters: sum('parameters'),
      multiplyAdds: sum('multiplyAdds'),
    });
    return layer;
  };

  /** Outputs of the stem and of the cells so far. */
  const outputs = [add({ part: 'stem' }, 0)];
  for (const [cell, { kind }] of graph.cells.entries()) {
    const { blocks } = architecture[kind];
    const read = (state: 0 | 1): number | undefined => stateRead(owned, architecture, graph, cell, state);
    const first = outputs.at(-1)!;
    const states: number[] = [
      add({ part: 'state', cell, state: 0 }, first),
      add({ part: 'state', cell, state: 1 }, read(1) ?? outputs.at(-2) ?? first),
    ];
    for (const [block, { inputs }] of blocks.entries()) {
      const combiner = owned.get(keyOf({ part: 'block', cell, block }))!.at(-1)!;
      for (const slot of [0, 1] as const)
        add({ part: 'operation', cell, block, slot }, states[inputs[slot]]!, combiner.inputs[slot]!);
      states.push(add({ part: 'block', cell, block }, combiner.id));
    }
    const [only] = outputStates(architecture[kind]);
    outputs.push(add({ part: 'output', cell }, states[only!]!));
  }
  add({ part: 'head' }, graph.logits, graph.logits);
  const { auxiliaryLogits } = graph;
  if (auxiliaryLogits !== undefined) add({ part: 'auxiliary' }, auxiliaryLogits, auxiliaryLogits);
  return nodes;
}

/** The node of a place; undefined where the network has none. */
export const nodeAt = (nodes: readonly NetworkNode[], place: NodePlace): NetworkNode | undefined =>
  nodes.find((node) => keyOf(node.place) === keyOf(place));

/** The same for equal places. */
export function keyOf(place: NodePlace): string {
  switch (place.part) {
    case 'state':
      return `${place.cell} state ${place.state}`;
    case 'operation':
      return `${place.cell} operation ${place.block}.${place.slot}`;
    case 'block':
      return `${place.cell} block ${place.block}`;
    case 'output':
      return `${place.cell} output`;
    default:
      return place.part;
  }
}

/** The image itself counts as the stem's. */
function placeOf(origin: Origin): NodePlace {
  switch (origin.part) {
    case 'input':
      return { part: 'stem' };
    case 'entry':
      return { part: 'state', cell: origin.cell, state: origin.state === 1 ? 1 : 0 };
    case 'output':
      return { part: 'output', cell: origin.cell };
    case 'combiner':
      return { part: 'block', cell: origin.cell, block: origin.block };
    case 'operation':
      return origin;
    default:
      return { part: origin.part };
  }
}

/** The layer that the operations on a state read, where there is one with layers of its own. */
function stateRead(
  owned: ReadonlyMap<string, readonly Layer[]>,
  architecture: Architecture,
  graph: LayerGraph,
  cell: number,
  state: 0 | 1,
): number | undefined {
  const { blocks } = architecture[graph.cells[cell]!.kind];
  for (const [block, { inputs }] of blocks.entries()) {
    for (const slot of [0, 1] as const) {
      if (inputs[slot] !== state) continue;
      const own = owned.get(keyOf({ part: 'operation', cell, block, slot }));
      const combiner = owned.get(keyOf({ part: 'block', cell, block }))!.at(-1)!;
      return own?.[0]?.inputs[0] ?? combiner.inputs[slot];
    }
  }
  return undefined;
}

interface Cost {
  readonly trainable: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

function costOf(graph: LayerGraph, layer: Layer): Cost {
  const from = layer.inputs[0];
  const { trainable, fixed } = parameterCounts(layer, from === undefined ? 0 : graph.layers[from]!.shape[2]);
  return { trainable, parameters: trainable + fixed, multiplyAdds: layerMultiplyAdds(graph, layer) };
}

/** The first convolution's kernel: what the network looks for in the pixels themselves. */
export interface StemFilters {
  readonly height: number;
  readonly width: number;
  /** Of the images: 3 for red, green and blue. */
  readonly channels: number;
  readonly count: number;
  /** [height, width, channels, count], the filter fastest. */
  readonly values: Float32Array;
}

/** Reads the stem's filters off a network's weights; throws a RangeError where these lack them. */
export function stemFilters(graph: LayerGraph, weights: ReadonlyMap<string, Float32Array>): StemFilters {
  const stem = graph.layers.find(({ kind, origin }) => kind === 'conv2d' && origin.part === 'stem');
  const values = stem && weights.get(`${stem.id}/kernel`);
  if (stem?.kind !== 'conv2d' || values === undefined)
    throw new RangeError('these weights have no kernel of a stem');
  const [height, width] = stem.kernel;
  return { height, width, channels: graph.input[2], count: stem.shape[2], values };
}
