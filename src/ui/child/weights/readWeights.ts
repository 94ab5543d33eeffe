/** What the worker loads: reading weights of our exports builds their network and takes some time. */
import { unzipSync } from 'fflate';
import { fail, ok, type Result } from '../../../base/result.ts';
import type { WeightsOrigin, WeightsSplit } from '../../../codecs/origin.ts';
import { joinWeights } from '../../../exports/cutWeights.ts';
import type { ExportedImages, ExportedNetwork } from '../../../exports/exported.ts';
import { readExported } from '../../../exports/pytorch/weightsFile.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { weightsTexts } from '../../texts/notices/weights.ts';
import { MOST_BYTES } from './limits.ts';

/** A child as a file of weights tells it. */
export interface ReadWeights {
  readonly architecture: Architecture;
  readonly network: ExportedNetwork;
  readonly images: ExportedImages;
  /** Of all parameters in their order (engine/checkpoint/programState.ts). */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly origin: WeightsOrigin;
  readonly split: WeightsSplit | null;
}

/** Of `weights.safetensors`, or of a zip that holds it, as Share gives it. Fails with a sentence. */
export function readWeights(given: Uint8Array): Result<ReadWeights, string> {
  const bytes = isZip(given) ? packed(given) : ok(given);
  if (!bytes.ok) return bytes;
  const read = readExported(bytes.value);
  if (!read.ok) return read;
  const { architecture, graph, network, images, weights, origin, split = null } = read.value;
  return ok({ architecture, network, images, weights: joinWeights(graph, weights), origin, split });
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

function packed(zip: Uint8Array): Result<Uint8Array, string> {
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) =>
        /(^|\/)weights\.safetensors$/.test(name) && originalSize <= MOST_BYTES,
    });
    const [bytes] = Object.values(files);
    return bytes === undefined ? fail(weightsTexts.zipWithout) : ok(bytes);
  } catch {
    return fail(weightsTexts.zipDamaged);
  }
}
