import * as tf from '@tensorflow/tfjs';
import type { OpenBackend } from '../backend.ts';
import { ChildError, type Executor, precisionRefusal } from '../executor.ts';
import { ReferenceImages } from './images.ts';
import { ReferenceInspection } from './inspection.ts';
import { ReferenceProgram } from './program.ts';

/**
 * The executor written plainly with tfjs operations: the oracle for faster ones, and what a browser without WebGPU gets.
 * It works on the backend that `openBackend` made and leaves that backend to its owner.
 */
export function createReferenceExecutor(opened: OpenBackend): Executor {
  const { backend, adapter } = opened;
  return {
    kind: 'reference',
    backend,
    adapter,
    upload: async (set) => new ReferenceImages(set),
    async compile(graph, options, seed) {
      const refusal = precisionRefusal(options.precision, 'reference');
      if (refusal !== null) throw new ChildError(refusal);
      if (tf.getBackend() !== backend) await tf.setBackend(backend);
      opened.takeError(); // what an earlier child still caused is not this one's fault
      return new ReferenceProgram(graph, options, seed, opened);
    },
    async inspect(graph, weights, layer, batch) {
      if (tf.getBackend() !== backend) await tf.setBackend(backend);
      opened.takeError();
      return new ReferenceInspection(graph, weights, layer, batch, opened);
    },
    dispose() {},
  };
}
