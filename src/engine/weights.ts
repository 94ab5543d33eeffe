import { hash32 } from '../base/hash.ts';
import { createRandom, fillNormal } from '../base/random.ts';
import type { LayerGraph } from '../network/graph.ts';
import { graphParameters, type Parameter, type ParameterRole, type Weights } from '../network/parameters.ts';

const roles: readonly ParameterRole[] = ['kernel', 'bias', 'gamma', 'beta', 'mean', 'variance'];

/**
 * The weights a child starts with. Each parameter draws from a stream of its own, seeded by (seed, layer, role), so they
 * are the same in every engine and do not depend on the order in which an engine fills them.
 */
export function initialWeights(graph: LayerGraph, seed: number): Weights {
  return new Map(graphParameters(graph).map((parameter) => [parameter.name, initial(parameter, seed)]));
}

function initial(parameter: Parameter, seed: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(parameter.size);
  if (parameter.init.kind === 'constant') return values.fill(parameter.init.value);
  const random = createRandom(hash32(seed, parameter.layer, roles.indexOf(parameter.role)));
  fillNormal(values, parameter.init.deviation, random);
  return values;
}
