import * as tf from '@tensorflow/tfjs';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { mapParameters, type Parameters, parameterShapes, partsOf } from '../parameters.ts';

/** The policy's weights on tfjs's backend. Whoever holds a set disposes of it. */
export type Tensors = Parameters<tf.Tensor2D>;

/** Uploads a whole set of weights. */
export function tensorsOf(space: SearchSpace, values: Float32Array): Tensors {
  const parts = partsOf(space, values);
  return mapParameters(parameterShapes(space), (shape, name) => tf.tensor2d(parts[name].slice(), [...shape]));
}
