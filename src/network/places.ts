import type { Architecture } from '../space/architecture.ts';
import type { LayerGraph, Origin } from './graph.ts';
import { graphParameters, type Parameter } from './parameters.ts';

/** One operation of a network, or one of its fixed parts, with the parameters that it owns. */
export interface ParameterPlace {
  /**
   * Equal in two networks of the same size where weights of one fit the other, and mean the same as far as the place, the
   * operation and the shapes of its kernels tell: "cell 3, block 1.0, sepconv_5x5: 5x5x8x1 1x1x8x8 …".
   */
  readonly key: string;
  /** In layer order. */
  readonly parameters: readonly Parameter[];
}

/**
 * The parameters of an architecture's graph by place, each of them once. Which hidden states a block reads is no part of
 * its place: ENAS (Pham et al. 2018, section 2.4) keeps weights apart for every input, but it trains thousands of
 * children; within the dozens of a mini search one hardly ever meets the same operation, place and input again.
 */
export function parameterPlaces(graph: LayerGraph, architecture: Architecture): ParameterPlace[] {
  const places = new Map<string, Parameter[]>();
  for (const parameter of graphParameters(graph)) {
    const { origin } = graph.layers[parameter.layer]!;
    const name = nameOf(origin, graph, architecture);
    const parameters = places.get(name);
    if (parameters) parameters.push(parameter);
    else places.set(name, [parameter]);
  }
  return [...places].map(([name, parameters]) => {
    const kernels = parameters.filter(({ role }) => role === 'kernel').map(({ shape }) => shape.join('x'));
    return { key: `${name}: ${kernels.join(' ')}`, parameters };
  });
}

function nameOf(origin: Origin, graph: LayerGraph, architecture: Architecture): string {
  switch (origin.part) {
    case 'input':
    case 'stem':
    case 'head':
    case 'auxiliary':
      return origin.part;
    case 'entry':
    case 'output':
      return `cell ${origin.cell}, ${origin.part} ${origin.state ?? ''}`.trimEnd();
    case 'operation': {
      const { cell, block, slot } = origin;
      const { operations } = architecture[graph.cells[cell]!.kind].blocks[block]!;
      return `cell ${cell}, block ${block}.${slot}, ${operations[slot]}`;
    }
    case 'combiner':
      return `cell ${origin.cell}, block ${origin.block}, combiner`;
    default:
      return origin satisfies never;
  }
}
