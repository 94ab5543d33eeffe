import { InputError } from '../base/errors.ts';
import { type OpenBackend, openBackend } from '../engine/backend.ts';
import type { Executor } from '../engine/executor.ts';
import { openNodeGpu } from '../engine/nodeGpu.ts';
import { createReferenceExecutor } from '../engine/reference/executor.ts';
import { tell } from './folders.mjs';

export interface CommandEngine {
  readonly opened: OpenBackend;
  readonly executor: Executor;
}

/** The engine of a command: WebGPU through Dawn where an adapter is found, else the CPU with a warning. */
export async function openEngine(wanted: string | undefined): Promise<CommandEngine> {
  if (wanted !== undefined && wanted !== 'reference') {
    throw new InputError(`--engine ${wanted}: there is only "reference".`);
  }
  const opened = await openBackend({ gpu: await openNodeGpu(), order: ['webgpu', 'cpu'] });
  if (opened.warning !== undefined) tell(`Warning: ${opened.warning}`);
  return { opened, executor: createReferenceExecutor(opened) };
}
