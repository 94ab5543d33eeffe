import type { OpenBackend } from './backend.ts';
import type { Executor } from './executor.ts';
import { createReferenceExecutor } from './reference/executor.ts';
import { createCompiledExecutor } from './webgpu/executor.ts';
import { grainsIn } from './webgpu/ir/grain.ts';
import type { Way } from './webgpu/ways.ts';

/**
 * The executor that was asked for; unless one was, the compiled one where there is WebGPU, else the reference. `way`: how the
 * compiled one works, where that is not left to the kind of device.
 */
export function openExecutor(opened: OpenBackend, wanted?: 'reference' | 'compiled', way?: Way): Executor {
  const kind = wanted ?? (opened.backend === 'webgpu' ? 'compiled' : 'reference');
  if (kind === 'reference') return createReferenceExecutor(opened);
  return createCompiledExecutor(opened, way && grainsIn(way, opened.software));
}
