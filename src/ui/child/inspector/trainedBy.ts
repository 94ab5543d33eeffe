import { ENGINE_VERSIONS } from '../../../protocol/environment.ts';
import type { TrialEnvironment } from '../../../search/trial.ts';
import type { Capabilities } from '../../../store/store.ts';

/**
 * What a child would be trained again by: the same as in its search, with the same bits; another, since this browser has not
 * the same or its engine is another now; or nobody knows, since nobody recorded it.
 */
export type TrainedBy = 'same' | 'other' | 'unknown';

export function trainedBy(
  environment: TrialEnvironment | undefined,
  { gpu, simd }: Pick<Capabilities, 'gpu' | 'simd'>,
): TrainedBy {
  if (environment === undefined) return 'unknown';
  const { engine, version, backend, adapter } = environment;
  const current: Readonly<Record<string, number>> = ENGINE_VERSIONS;
  if (version !== undefined && version !== current[engine]) return 'other';
  if (backend === 'wasm') return simd ? 'same' : 'other';
  return backend === 'webgpu' && gpu?.ok && gpu.adapter === adapter ? 'same' : 'other';
}
