import type { OpenBackend } from './backend.ts';
import type { Executor } from './executor.ts';
import { createReferenceExecutor } from './reference/executor.ts';
import { createCompiledExecutor } from './webgpu/executor.ts';

/** The executor that was asked for; unless one was, the compiled one where there is WebGPU, else the reference. */
export function openExecutor(opened: OpenBackend, wanted?: 'reference' | 'compiled'): Executor {
  const kind = wanted ?? (opened.backend === 'webgpu' ? 'compiled' : 'reference');
  return kind === 'compiled' ? createCompiledExecutor(opened) : createReferenceExecutor(opened);
}
