/** A network by the parts that a person tells apart: image, stem, each cell, head (NASNet, figure 2). */
import { inputChannels, layerMultiplyAdds } from './counts.ts';
import type { LayerGraph, Origin, Shape } from './graph.ts';
import { parameterCounts } from './parameters.ts';

export interface NetworkPart {
  readonly kind: 'image' | 'stem' | 'normal' | 'reduction' | 'head';
  /** Of a cell, from 1, stem cells included; null of anything else. */
  readonly number: number | null;
  /** Of what it makes. */
  readonly shape: Shape;
  /** F of a cell; null of anything else. */
  readonly filters: number | null;
  /** Trainable parameters. */
  readonly trainable: number;
  /** Of one image. */
  readonly multiplyAdds: number;
  /** How many cells h_{i-1} passes by on its way to this one: 1, or 2 where what a reduction took is taken again; 0 for none. */
  readonly passes: number;
}

/** From the image on. All together cost what the network does; an auxiliary head, which only training has, is left out. */
export function networkParts(graph: LayerGraph): NetworkPart[] {
  const costs = costsOf(graph);
  const stem = graph.layers.findLast(({ origin }) => origin.part === 'stem');
  if (stem === undefined) throw new RangeError('a network without a stem has no parts');
  const rest = { number: null, filters: null, passes: 0 } as const;
  return [
    { kind: 'image', shape: graph.input, ...costs('input'), ...rest },
    { kind: 'stem', shape: stem.shape, ...costs('stem'), ...rest },
    ...graph.cells.map(({ kind, shape, filters }, cell) => {
      const number = cell + 1;
      return { kind, number, shape, filters, ...costs(cell), passes: passedBy(graph, cell) };
    }),
    { kind: 'head', shape: [1, 1, graph.classes], ...costs('head'), ...rest },
  ];
}

type Cost = Pick<NetworkPart, 'trainable' | 'multiplyAdds'>;
type Owner = 'input' | 'stem' | 'head' | 'auxiliary' | number;

function costsOf(graph: LayerGraph): (owner: Owner) => Cost {
  const sums = new Map<Owner, { trainable: number; multiplyAdds: number }>();
  for (const layer of graph.layers) {
    const owner = ownerOf(layer.origin);
    const sum = sums.get(owner) ?? { trainable: 0, multiplyAdds: 0 };
    sum.trainable += parameterCounts(layer, inputChannels(graph, layer)).trainable;
    sum.multiplyAdds += layerMultiplyAdds(graph, layer);
    sums.set(owner, sum);
  }
  return (owner) => sums.get(owner) ?? { trainable: 0, multiplyAdds: 0 };
}

const ownerOf = (origin: Origin): Owner => ('cell' in origin ? origin.cell : origin.part);

/** The first cell has no h_{i-1}; what enters as it is, comes from the cell before the last. */
function passedBy(graph: LayerGraph, cell: number): number {
  if (cell === 0) return 0;
  const entry = graph.layers.find(
    ({ origin }) => origin.part === 'entry' && origin.cell === cell && origin.state === 1,
  );
  const source = graph.layers[entry?.inputs[0] ?? -1];
  if (source === undefined) return 1;
  const owner = ownerOf(source.origin);
  return cell - 1 - (typeof owner === 'number' ? owner : -1);
}
