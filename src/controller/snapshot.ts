import * as tf from '@tensorflow/tfjs';
import { damaged } from '../search/snapshot.ts';
import type { Snapshot } from '../search/strategy.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import type { AdamState } from './adam.ts';
import { decodeFloats, encodeFloats } from './floats.ts';
import { mapParameters, PARAMETER_NAMES, type Parameters, parameterShapes } from './parameters.ts';

/** Parameters and optimiser, bit for bit, as JSON-safe values; one readback. */
export async function writeAdam({ parameters, first, second, step }: AdamState): Promise<Snapshot> {
  const sets = { parameters, first, second };
  const flat = tf.tidy(() =>
    tf.concat1d(
      Object.values(sets).flatMap((set) =>
        PARAMETER_NAMES.map((name) => tf.reshape(set[name], [-1]) as tf.Tensor1D),
      ),
    ),
  );
  try {
    return { step, floats: encodeFloats((await flat.data()) as Float32Array) };
  } finally {
    flat.dispose();
  }
}

/** Throws an InputError, and makes nothing, unless all of it is there. */
export function readAdam(written: unknown, space: SearchSpace): AdamState {
  const { step, floats } = (typeof written === 'object' && written !== null ? written : {}) as Snapshot;
  const shapes = parameterShapes(space);
  const size = Object.values(shapes).reduce((sum, [rows, columns]) => sum + rows * columns, 0);
  const values = decodeFloats(floats, 3 * size);
  if (values === null || !Number.isInteger(step) || (step as number) < 0)
    throw damaged("the controller's weights");
  let start = 0;
  const set = (): Parameters =>
    mapParameters(shapes, ([rows, columns]) => {
      const part = values.slice(start, start + rows * columns);
      start += part.length;
      return tf.tensor2d(part, [rows, columns]);
    });
  return { parameters: set(), first: set(), second: set(), step: step as number };
}
