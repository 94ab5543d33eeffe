import { InputError } from '../../base/errors.ts';
import { type OpenBackend, openBackend } from '../../engine/backend.ts';
import { openExecutor } from '../../engine/chooseExecutor.ts';
import type { EngineKind, Executor } from '../../engine/executor.ts';
import { openNodeGpu } from '../../engine/nodeGpu.ts';
import { tell } from '../bootstrap/folders.mjs';

export interface CommandEngine {
  readonly opened: OpenBackend;
  readonly executor: Executor;
}

/** The engine of a command: WebGPU through Dawn where an adapter is found, else the CPU with a warning. */
export async function openEngine(wanted: string | undefined): Promise<CommandEngine> {
  if (wanted !== undefined && !isEngineKind(wanted)) {
    throw new InputError(`--engine ${wanted}: give compiled or reference.`);
  }
  const opened = await openBackend({ gpu: await openNodeGpu(), order: ['webgpu', 'cpu'] });
  if (wanted === 'compiled' && opened.backend !== 'webgpu') {
    throw new InputError(`--engine compiled needs a WebGPU adapter: ${opened.warning ?? 'none was found'}`);
  }
  if (opened.warning !== undefined) tell(`Warning: ${opened.warning}`);
  return { opened, executor: openExecutor(opened, wanted) };
}

const isEngineKind = (text: string): text is EngineKind => text === 'compiled' || text === 'reference';
