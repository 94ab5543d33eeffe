import { messageOf } from '../../../base/errors.ts';
import { fail, type Result } from '../../../base/result.ts';
import { type ReadWeights, readWeights } from './readWeights.ts';

export type WeightsTold = Result<ReadWeights, string>;

/** Reads one file and is done. */
self.onmessage = async ({ data }: MessageEvent<Blob>) => {
  const told = await data
    .arrayBuffer()
    .then((buffer): WeightsTold => readWeights(new Uint8Array(buffer)))
    .catch((thrown: unknown): WeightsTold => fail(`${messageOf(thrown)}`));
  self.postMessage(told, { transfer: told.ok ? [told.value.weights.buffer] : [] });
};
