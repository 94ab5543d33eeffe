import { unifyNaN } from '../../base/bytes/floatBytes.ts';
import type { LayerGraph } from '../../network/graph.ts';
import { graphParameters, type Parameter, type Weights } from '../../network/parameters.ts';
import type { ProgramState } from '../executor.ts';

/** Program states (executor.ts), joined and cut. */

const trainableOf = (graph: LayerGraph): Parameter[] =>
  graphParameters(graph).filter(({ trainable }) => trainable);

/** Joins what was read by name; every NaN has the same bits. */
export function joinState(graph: LayerGraph, weights: Weights, velocity: Weights): ProgramState {
  return {
    weights: join(graphParameters(graph), weights),
    velocity: join(trainableOf(graph), velocity),
  };
}

/** Cuts a state into its parameters; throws a RangeError where it is of another network. */
export function cutState(
  graph: LayerGraph,
  state: ProgramState,
): { readonly weights: Weights; readonly velocity: Weights } {
  if (!fitsGraph(graph, state)) {
    const { weights, velocity } = state;
    throw new RangeError(
      `a state of ${weights.length} weights and ${velocity.length} velocities is of another network`,
    );
  }
  return {
    weights: cut(graphParameters(graph), state.weights),
    velocity: cut(trainableOf(graph), state.velocity),
  };
}

/** Every parameter in the order of `graphParameters`, running statistics included; every NaN has the same bits. */
export const joinWeights = (graph: LayerGraph, weights: Weights): Float32Array<ArrayBuffer> =>
  join(graphParameters(graph), weights);

/** The same by name. Throws a RangeError where the vector is of another network. */
export function cutWeights(graph: LayerGraph, joined: Float32Array): Weights {
  const parameters = graphParameters(graph);
  const size = parameters.reduce((sum, parameter) => sum + parameter.size, 0);
  if (joined.length !== size)
    throw new RangeError(`${joined.length} weights are of another network: this one has ${size}`);
  return cut(parameters, joined);
}

export function fitsGraph(graph: LayerGraph, { weights, velocity }: ProgramState): boolean {
  const total = (parameters: readonly Parameter[]): number =>
    parameters.reduce((sum, { size }) => sum + size, 0);
  return weights.length === total(graphParameters(graph)) && velocity.length === total(trainableOf(graph));
}

function join(parameters: readonly Parameter[], values: Weights): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(parameters.reduce((sum, { size }) => sum + size, 0));
  let offset = 0;
  for (const { name, size } of parameters) {
    joined.set(values.get(name)!, offset);
    offset += size;
  }
  unifyNaN(joined);
  return joined;
}

function cut(parameters: readonly Parameter[], joined: Float32Array): Weights {
  let offset = 0;
  return new Map(
    parameters.map(({ name, size }) => {
      offset += size;
      return [name, joined.slice(offset - size, offset)];
    }),
  );
}
