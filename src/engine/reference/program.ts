import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { LayerGraph } from '../../network/graph.ts';
import { graphParameters, type Weights } from '../../network/parameters.ts';
import type { OpenBackend } from '../backend.ts';
import { cutState, joinState } from '../checkpoint/programState.ts';
import {
  checkPredicted,
  type EvaluationMetrics,
  type ImageStore,
  type Program,
  type ProgramCost,
  type ProgramState,
  type Step,
  type StepOptions,
  type TrainMetrics,
} from '../executor.ts';
import { trimPool } from '../webgpuPool.ts';
import { initialWeights } from '../weights.ts';
import type { BatchReader } from './batch.ts';
import { FlatParameters } from './flatParameters.ts';
import { infer, type Values } from './forward.ts';
import { activate, pixelTensor, readerOf } from './images.ts';
import { bestClasses, MetricsSum, scoreBatch } from './metrics.ts';
import { type PlannedLayer, planGraph } from './plan.ts';
import { readTensor } from './readTensor.ts';
import { type OptimiserState, optimiserState, trainingStep } from './step.ts';

/** One child on tfjs. Each step's scores are read back while the next one is recorded, so at most two are in flight. */
export class ReferenceProgram implements Program {
  readonly graph: LayerGraph;
  readonly #options: StepOptions;
  readonly #opened: OpenBackend;
  readonly #plan: readonly PlannedLayer[];
  readonly #values: Values;
  readonly #state: OptimiserState;
  readonly #metrics = new MetricsSum();
  #pending: Promise<void> | null = null;
  #dispatches: number | null = null;
  #peakBytes = 0;
  #disposed = false;

  constructor(graph: LayerGraph, options: StepOptions, seed: number, opened: OpenBackend) {
    this.graph = graph;
    this.#options = options;
    this.#opened = opened;
    opened.meter?.restartPeak();
    this.#plan = planGraph(graph);
    const parameters = graphParameters(graph);
    const weights = initialWeights(graph, seed);
    this.#values = {
      trainable: new FlatParameters(
        parameters.filter(({ trainable }) => trainable),
        weights,
      ),
      statistics: new FlatParameters(
        parameters.filter(({ trainable }) => !trainable),
        weights,
      ),
    };
    this.#state = optimiserState(this.#values, graph, options);
  }

  async train(images: ImageStore, indices: Uint32Array, step: Step): Promise<void> {
    if (indices.length !== this.#options.batch) {
      throw new RangeError(`a training batch has ${this.#options.batch} images, not ${indices.length}`);
    }
    await this.#activate();
    const reader = readerOf(images);
    const labels = reader.labels(indices);
    const pixels = reader.pixels(indices, { step, augmentation: this.#options.augmentation });
    const { meter } = this.#opened;
    const before = meter?.dispatches ?? 0;
    const report = tf.tidy(() =>
      trainingStep(
        this.graph,
        this.#plan,
        this.#values,
        this.#state,
        pixelTensor(this.graph, pixels, indices.length),
        labels,
        { step, options: this.#options },
      ),
    );
    if (meter) this.#dispatches = meter.dispatches - before;
    this.#samplePeak();
    const earlier = this.#pending;
    this.#pending = this.#readReport(report, labels);
    // The caller learns of a failure from the next await; until then it must not count as unhandled.
    this.#pending.catch(() => {});
    await earlier;
  }

  async readMetrics(keep?: 'keep'): Promise<TrainMetrics> {
    await this.#pending;
    this.#pending = null;
    return this.#metrics.read(keep);
  }

  async evaluate(
    images: ImageStore,
    indices: Uint32Array,
    predicted?: Uint8Array<ArrayBuffer>,
  ): Promise<EvaluationMetrics> {
    checkPredicted(indices, predicted);
    const reader = readerOf(images);
    let correct = 0;
    let loss = 0;
    let done = 0;
    for await (const { chunk, scores } of this.#infer(reader, indices)) {
      const sums = scoreBatch(scores, reader.labels(chunk), this.graph.classes, 0);
      correct += sums.correct;
      loss += sums.loss;
      predicted?.set(bestClasses(scores, chunk.length, this.graph.classes), done);
      done += chunk.length;
    }
    return { images: indices.length, correct, loss: indices.length === 0 ? 0 : loss / indices.length };
  }

  /** The scores of all images, batch by batch. */
  async *#infer(reader: BatchReader, indices: Uint32Array) {
    await this.#activate();
    for (let start = 0; start < indices.length; start += this.#options.batch) {
      const chunk = indices.subarray(start, start + this.#options.batch);
      const scores = tf.tidy(() =>
        infer(
          this.#plan,
          this.#values,
          pixelTensor(this.graph, reader.pixels(chunk), chunk.length),
          this.graph.logits,
        ),
      );
      this.#samplePeak();
      yield { chunk, scores: await readTensor(this.#opened, scores) };
    }
  }

  async getWeights(): Promise<Weights> {
    const read = new Map<string, Float32Array>();
    await this.#values.trainable.read(read);
    await this.#values.statistics.read(read);
    return new Map(graphParameters(this.graph).map(({ name }) => [name, read.get(name)!]));
  }

  setWeights(weights: Weights): void {
    const { trainable, statistics } = this.#values;
    for (const [name, values] of weights) {
      const owner = statistics.has(name) ? statistics : trainable;
      const { size } = owner.parameters[owner.index(name)]!;
      if (values.length !== size) {
        throw new RangeError(`parameter "${name}" has ${size} values, not ${values.length}`);
      }
    }
    // Takes effect at once for a backend that has started; the policy may have left tfjs on another.
    void tf.setBackend(this.#opened.backend);
    trainable.overwrite(weights);
    statistics.overwrite(weights);
  }

  async exportState(): Promise<ProgramState> {
    await this.#activate();
    const velocity = (await this.#state.velocity.data()) as Float32Array;
    return joinState(this.graph, await this.getWeights(), this.#values.trainable.cut(velocity));
  }

  importState(state: ProgramState): void {
    const { weights, velocity } = cutState(this.graph, state);
    this.setWeights(weights);
    this.#state.velocity.dispose();
    this.#state.velocity = tf.keep(tf.tensor1d(this.#values.trainable.join(velocity)));
  }

  cost(): ProgramCost {
    return {
      dispatches: this.#dispatches,
      peakBytes: this.#opened.meter?.peakBytes ?? this.#peakBytes,
      hostMs: null,
    };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#values.trainable.dispose();
    this.#values.statistics.dispose();
    tf.dispose([this.#state.velocity, this.#state.decay, this.#state.statisticsDecay]);
    if (this.#opened.backend === 'webgpu') trimPool(tf.findBackend('webgpu') as WebGPUBackend);
  }

  async #activate(): Promise<void> {
    if (this.#disposed) throw new Error('this program has been disposed');
    await activate(this.#opened);
  }

  async #readReport(report: tf.Tensor1D, labels: Uint8Array): Promise<void> {
    const values = await readTensor(this.#opened, report);
    const sums = scoreBatch(values, labels, this.graph.classes, this.#options.labelSmoothing);
    this.#metrics.add(sums, Math.sqrt(values[values.length - 1]!));
  }

  /** Without a device to meter, tfjs's own count at the end of a forward pass or step stands for the peak. */
  #samplePeak(): void {
    if (!this.#opened.meter) this.#peakBytes = Math.max(this.#peakBytes, tf.memory().numBytes);
  }
}
