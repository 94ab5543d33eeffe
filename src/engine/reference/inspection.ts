import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Layer, LayerGraph } from '../../network/graph.ts';
import { graphParameters, type Weights } from '../../network/parameters.ts';
import type { OpenBackend } from '../backend.ts';
import type { ImageStore, Inspection } from '../executor.ts';
import { inspectable } from '../inspecting/checked.ts';
import { trimPool } from '../webgpuPool.ts';
import { FlatParameters } from './flatParameters.ts';
import { infer, type Values } from './forward.ts';
import { activate, pixelTensor, readerOf } from './images.ts';
import { type PlannedLayer, planGraph } from './plan.ts';
import { readTensor } from './readTensor.ts';

/** A network on tfjs, run up to one layer; each map is freed once nobody reads it any more. */
export class ReferenceInspection implements Inspection {
  readonly layer: Layer;
  readonly #graph: LayerGraph;
  readonly #opened: OpenBackend;
  readonly #batch: number;
  readonly #plan: readonly PlannedLayer[];
  readonly #values: Values;
  #disposed = false;

  /** Needs tfjs's backend to be the opened one. */
  constructor(graph: LayerGraph, weights: Weights, id: number, batch: number, opened: OpenBackend) {
    const cut = inspectable(graph, weights, id, batch);
    this.layer = cut.layer;
    this.#graph = cut.graph;
    this.#opened = opened;
    this.#batch = batch;
    this.#plan = planGraph(cut.graph);
    const parameters = graphParameters(graph);
    const flat = (trainable: boolean): FlatParameters =>
      new FlatParameters(
        parameters.filter((parameter) => parameter.trainable === trainable),
        weights,
      );
    this.#values = { trainable: flat(true), statistics: flat(false) };
  }

  get bytes(): number {
    const { trainable, statistics } = this.#values;
    return 8 * (trainable.size + statistics.size);
  }

  async read(images: ImageStore, indices: Uint32Array): Promise<Float32Array<ArrayBuffer>> {
    if (this.#disposed) throw new Error('this inspection has been disposed');
    const reader = readerOf(images);
    const size = this.layer.shape.reduce((product, n) => product * n, 1);
    const all = new Float32Array(indices.length * size);
    for (let start = 0; start < indices.length; start += this.#batch) {
      await activate(this.#opened);
      const chunk = indices.subarray(start, start + this.#batch);
      const output = tf.tidy(() =>
        infer(
          this.#plan,
          this.#values,
          pixelTensor(this.#graph, reader.pixels(chunk), chunk.length),
          this.layer.id,
        ),
      );
      all.set(await readTensor(this.#opened, output), start * size);
    }
    return all;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#values.trainable.dispose();
    this.#values.statistics.dispose();
    if (this.#opened.backend === 'webgpu') trimPool(tf.findBackend('webgpu') as WebGPUBackend);
  }
}
