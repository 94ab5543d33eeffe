import { createRandom } from '../../base/random.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { initialValues, mapParameters, type Parameters, parameterShapes, partsOf } from '../parameters.ts';
import type { Matrix } from './oracle.ts';

/** Weights five times as large as at the start, so that the decisions are far from uniform. */
export function sharpValues(space: SearchSpace, seed: number): Float32Array {
  return initialValues(space, createRandom(seed)).map((value) => 5 * value);
}

export function matricesOf(space: SearchSpace, values: Float32Array): Parameters<Matrix> {
  const parts = partsOf(space, values);
  return mapParameters(parameterShapes(space), ([rows, columns], name) =>
    Array.from({ length: rows }, (_, row) => [...parts[name].subarray(row * columns, (row + 1) * columns)]),
  );
}
