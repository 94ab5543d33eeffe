import type { ImageSet } from '../../data/dataset.ts';
import { ChildError, type Executor, type ImageStore, precisionRefusal } from '../executor.ts';
import { WasmInspection } from './inspection.ts';
import { WasmProgram } from './program.ts';
import type { Crew } from './threads/crew.ts';

/** The executor for processors: WebAssembly kernels of our own, the same bits in every browser and on every machine. */
export function createWasmExecutor(crew: Crew): Executor {
  return {
    kind: 'wasm',
    backend: 'wasm',
    // Any of them, with any number of threads, computes the same.
    adapter: 'processor',
    threads: crew.threads,
    upload: async (set: ImageSet): Promise<ImageStore> => ({ set, dispose() {} }),
    async compile(graph, options, seed) {
      const refusal = precisionRefusal(options.precision, 'wasm');
      if (refusal !== null) throw new ChildError(refusal);
      return WasmProgram.make(graph, options, seed, crew);
    },
    inspect: (graph, weights, layer, batch) => WasmInspection.make(graph, weights, layer, batch, crew),
    dispose: () => crew.dispose(),
  };
}
