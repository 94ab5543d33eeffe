import type * as tf from '@tensorflow/tfjs';
import { DeviceError, messageOf } from '../../base/errors.ts';
import type { OpenBackend } from '../backend.ts';
import { ChildError } from '../executor.ts';

/** Reads and frees a tensor. Throws a ChildError where the device reported an error, a DeviceError where it was lost. */
export async function readTensor(
  { takeError, lost }: OpenBackend,
  tensor: tf.Tensor,
): Promise<Float32Array<ArrayBuffer>> {
  try {
    const values = (await tensor.data()) as Float32Array<ArrayBuffer>;
    const error = takeError();
    if (error !== undefined) throw new ChildError(`the graphics device reports: ${error}`);
    return values;
  } catch (thrown) {
    if (thrown instanceof ChildError) throw thrown;
    const reason = await Promise.race([lost, new Promise<null>((done) => setTimeout(done, 200, null))]);
    if (reason !== null) throw new DeviceError(reason);
    throw new ChildError(`its results could not be read: ${messageOf(thrown)}`);
  } finally {
    tensor.dispose();
  }
}
