import type { ImageSet } from '../../data/dataset.ts';
import type { Executor, ImageStore } from '../executor.ts';
import { createLoneCrew } from './alone.ts';
import { kernelModule } from './module.ts';
import { WasmProgram } from './program.ts';
import type { Crew } from './threads.ts';

/** The executor for processors: WebAssembly kernels of our own, the same bits in every browser and on every machine. */
export async function createWasmExecutor(crew?: Crew): Promise<Executor> {
  const own = crew ?? createLoneCrew(await kernelModule(false));
  return {
    kind: 'wasm',
    backend: 'wasm',
    adapter: own.threads === 1 ? 'this processor, 1 thread' : `this processor, ${own.threads} threads`,
    upload: async (set: ImageSet): Promise<ImageStore> => ({ set, dispose() {} }),
    compile: (graph, options, seed) => WasmProgram.make(graph, options, seed, own),
    dispose: () => own.dispose(),
  };
}
