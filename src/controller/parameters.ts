import * as tf from '@tensorflow/tfjs';
import type { Random } from '../base/random.ts';
import { COMBINERS } from '../space/architecture.ts';
import { openDecisions, type SearchSpace } from '../space/searchSpace.ts';

/** Hidden units of the LSTM, and size of a choice's embedding (Zoph et al. 2018, appendix A.1). */
export const UNITS = 100;

/** The policy's weights by name. Whoever holds a set disposes of it. */
export type Parameters<Value = tf.Tensor2D> = Readonly<Record<ParameterName, Value>>;

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

/** Uniform in ±0.1, as published. */
export function initialParameters(space: SearchSpace, random: Random): Parameters {
  return mapParameters(parameterShapes(space), ([rows, columns]) => {
    const values = Float32Array.from({ length: rows * columns }, () => 0.2 * random.uniform() - 0.1);
    return tf.tensor2d(values, [rows, columns]);
  });
}

export function mapParameters<From, To>(
  from: Parameters<From>,
  make: (value: From, name: ParameterName) => To,
): Parameters<To> {
  return Object.fromEntries(PARAMETER_NAMES.map((name) => [name, make(from[name], name)])) as Parameters<To>;
}
