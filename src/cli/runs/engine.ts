import { availableParallelism } from 'node:os';
import { InputError } from '../../base/errors.ts';
import { openBackend } from '../../engine/backend.ts';
import { openExecutor } from '../../engine/chooseExecutor.ts';
import type { EngineKind, Executor } from '../../engine/executor.ts';
import { openNodeGpu } from '../../engine/nodeGpu.ts';
import { createWasmExecutor } from '../../engine/wasm/executor.ts';
import { openNodeCrew } from '../../engine/wasm/nodeCrew.ts';
import { tell } from '../bootstrap/folders.mjs';

/** More threads than this have nothing left to take (engine/wasm/compile.ts cuts a batch into so many slices). */
export const MOST_THREADS = 16;

/**
 * The engine of a command: unless one is named, WebGPU through Dawn where an adapter is found, else the CPU with a warning.
 * `threads` are of the processor's engine; all of the machine's unless given.
 */
export async function openEngine(wanted: string | undefined, threads?: number): Promise<Executor> {
  if (wanted !== undefined && !isEngineKind(wanted)) {
    throw new InputError(`--engine ${wanted}: give compiled, wasm or reference.`);
  }
  if (threads !== undefined && wanted !== 'wasm') {
    throw new InputError(
      '--threads only goes with --engine wasm: the other engines divide their work themselves.',
    );
  }
  if (wanted === 'wasm') {
    return createWasmExecutor(await openNodeCrew(threads ?? Math.min(MOST_THREADS, availableParallelism())));
  }
  const opened = await openBackend({ gpu: await openNodeGpu(), order: ['webgpu', 'cpu'] });
  if (wanted === 'compiled' && opened.backend !== 'webgpu') {
    throw new InputError(`--engine compiled needs a WebGPU adapter: ${opened.warning ?? 'none was found'}`);
  }
  if (opened.warning !== undefined) tell(`Warning: ${opened.warning}`);
  return openExecutor(opened, wanted);
}

const ENGINES: readonly string[] = ['compiled', 'wasm', 'reference'] satisfies readonly EngineKind[];

const isEngineKind = (text: string): text is EngineKind => ENGINES.includes(text);
