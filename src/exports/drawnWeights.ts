import { hash32 } from '../base/hash.ts';
import { createRandom, type Random } from '../base/random.ts';
import { initialWeights } from '../engine/weights.ts';
import type { LayerGraph } from '../network/graph.ts';
import { graphParameters, type Parameter, type ParameterRole, type Weights } from '../network/parameters.ts';

/**
 * Weights of a child that nobody trained: kernels as its training would begin with them, and everything that begins at 0 or 1
 * drawn as well, so that an export which drops or swaps biases, gammas, betas, running means or variances computes other
 * scores. Gammas and variances are such that a sum of two operations is about as large as either of what they read.
 */
export function drawnWeights(graph: LayerGraph, seed: number): Weights {
  const initial = initialWeights(graph, seed);
  return new Map(
    graphParameters(graph).map((parameter) => {
      const { name, role } = parameter;
      return [name, role === 'kernel' ? initial.get(name)! : drawn(parameter, ways[role], seed)];
    }),
  );
}

const shifted = (random: Random): number => 0.2 * random.normal();

/** The index of a role's stream, none of which `initialWeights` draws from, and one number of it. */
const ways: Record<
  Exclude<ParameterRole, 'kernel'>,
  readonly [stream: number, draw: (random: Random) => number]
> = {
  bias: [11, shifted],
  /** One of five turns the order of numbers round, as trained ones do now and then. */
  gamma: [12, (random) => (random.integer(5) === 0 ? -1 : 1) * (0.5 + 0.4 * random.uniform())],
  beta: [13, shifted],
  mean: [14, shifted],
  variance: [15, (random) => 0.5 + random.uniform()],
};

function drawn(
  { layer, size }: Parameter,
  [stream, draw]: (typeof ways)[keyof typeof ways],
  seed: number,
): Float32Array {
  const random = createRandom(hash32(seed, layer, stream));
  return Float32Array.from({ length: size }, () => draw(random));
}
