import type { Random } from '../base/random.ts';
import { COMBINERS } from '../space/architecture.ts';
import { openDecisions, type SearchSpace } from '../space/searchSpace.ts';

/** Hidden units of the LSTM, and size of a choice's embedding (Zoph et al. 2018, appendix A.1). */
export const UNITS = 100;

/** Adam's constants (Kingma and Ba 2015, algorithm 1). */
export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-8;

/** One value for each of the policy's weights. */
export type Parameters<Value> = Readonly<Record<ParameterName, Value>>;

export const PARAMETER_NAMES = [
  'embedding',
  'inputKernel',
  'recurrentKernel',
  'bias',
  'inputHead',
  'operationHead',
  'combinerHead',
  'headBias',
] as const;

export type ParameterName = (typeof PARAMETER_NAMES)[number];

/** The greatest number of choices of any step. */
export function widestStep({ blocks, operations }: SearchSpace): number {
  return Math.max(blocks + 1, operations.length, COMBINERS.length);
}

/** Rows of the embedding: the start, hidden states 0 … B, operations in the space's order, add and concat. */
export function embeddingRows({ blocks, operations }: SearchSpace) {
  const operation = 1 + blocks + 1;
  const combiner = operation + operations.length;
  return { start: 0, input: 1, operation, combiner, total: combiner + 2 } as const;
}

/** Shapes [rows, columns]; the gates' columns are input, forget, output, candidate. */
export function parameterShapes(space: SearchSpace): Parameters<readonly [number, number]> {
  const head = [UNITS, widestStep(space)] as const;
  return {
    embedding: [embeddingRows(space).total, UNITS],
    inputKernel: [UNITS, 4 * UNITS],
    recurrentKernel: [UNITS, 4 * UNITS],
    bias: [1, 4 * UNITS],
    inputHead: head,
    operationHead: head,
    combinerHead: head,
    headBias: [openDecisions(space).length, widestStep(space)],
  };
}

/** Numbers in a whole set of weights. */
export function parameterCount(space: SearchSpace): number {
  return Object.values(parameterShapes(space)).reduce((sum, [rows, columns]) => sum + rows * columns, 0);
}

/** Uniform in ±0.1, as published: the whole set, one after the other in the order of PARAMETER_NAMES. */
export function initialValues(space: SearchSpace, random: Random): Float32Array {
  return Float32Array.from({ length: parameterCount(space) }, () => 0.2 * random.uniform() - 0.1);
}

/** Each parameter's part of a whole set, row-major; views, not copies. */
export function partsOf<Values extends Float32Array | Float64Array>(
  space: SearchSpace,
  values: Values,
): Parameters<Values> {
  let start = 0;
  return mapParameters(parameterShapes(space), ([rows, columns]) => {
    const end = start + rows * columns;
    const part = values.subarray(start, end) as Values;
    start = end;
    return part;
  });
}

export function mapParameters<From, To>(
  from: Parameters<From>,
  make: (value: From, name: ParameterName) => To,
): Parameters<To> {
  return Object.fromEntries(PARAMETER_NAMES.map((name) => [name, make(from[name], name)])) as Parameters<To>;
}
