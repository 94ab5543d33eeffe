import * as tf from '@tensorflow/tfjs';
import type { LayerGraph } from '../../network/graph.ts';
import type { OpenBackend } from '../backend.ts';
import type { ImageStore } from '../executor.ts';
import { BatchReader } from './batch.ts';

/** A set whose bytes stay in memory; batches are made on the CPU. */
export class ReferenceImages implements ImageStore {
  readonly reader: BatchReader;

  constructor(set: ImageStore['set']) {
    this.reader = new BatchReader(set);
  }

  get set(): ImageStore['set'] {
    return this.reader.set;
  }

  dispose(): void {}
}

export function readerOf(images: ImageStore): BatchReader {
  if (!(images instanceof ReferenceImages)) {
    throw new TypeError('these images were uploaded by another engine');
  }
  return images.reader;
}

/** Pixels as the network's input; throws a RangeError where they are of images of another size. */
export function pixelTensor({ input }: LayerGraph, pixels: Float32Array, count: number): tf.Tensor4D {
  const [height, width, channels] = input;
  if (pixels.length !== count * height * width * channels) {
    throw new RangeError(
      `the network takes images of ${height} x ${width} x ${channels}, the set has others`,
    );
  }
  return tf.tensor4d(pixels, [count, height, width, channels]);
}

/** Makes tfjs use the backend; the policy may have left it on another. */
export async function activate({ backend }: OpenBackend): Promise<void> {
  if (tf.getBackend() !== backend) await tf.setBackend(backend);
  // Nothing on the cpu backend ever waits, so messages to a worker would only be seen between children.
  if (backend === 'cpu') await new Promise((resolve) => setTimeout(resolve));
}
