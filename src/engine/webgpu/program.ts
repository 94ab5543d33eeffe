import type { LayerGraph } from '../../network/graph.ts';
import { graphParameters, type Weights } from '../../network/parameters.ts';
import type { OpenBackend } from '../backend.ts';
import { cutState, joinState } from '../checkpoint/programState.ts';
import {
  ChildError,
  checkPredicted,
  type EvaluationMetrics,
  type ImageStore,
  type Program,
  type ProgramCost,
  type ProgramState,
  type Step,
  type StepOptions,
  type StepTimes,
  type TrainMetrics,
} from '../executor.ts';
import { dropPathCells } from '../lowering/dropPath.ts';
import { initialWeights } from '../weights.ts';
import { type CompiledGraph, compileGraph } from './compile/compile.ts';
import { type ByteRange, Flight } from './flight.ts';
import { MAX_CELLS, METRICS, METRICS_GROUPS, readSums, STEP } from './ir/shared.ts';
import { bufferSizes, checkBuffers, totalBytes } from './memory.ts';
import type { Pipelines } from './pipelines.ts';
import { byKernel, byLayer, canTime, type KernelTime, timeDispatches } from './profile.ts';
import { Recording, type SharedBuffers } from './recording.ts';
import { Cuts, DataGroup, submitPlan, writeBatch } from './submission.ts';

type Role = keyof SharedBuffers | 'velocity' | 'decays' | 'batch';

/** One child as two lists of dispatches, a training step and an evaluation, over buffers made once. */
export class CompiledProgram implements Program {
  readonly graph: LayerGraph;
  readonly #options: StepOptions;
  readonly #opened: OpenBackend;
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #compiled: CompiledGraph;
  readonly #buffers: Readonly<Record<Role, GPUBuffer>>;
  readonly #cells: ReadonlyMap<number, number>;
  readonly #flight: Flight;
  readonly #bytes: number;
  #training!: Recording;
  #evaluation!: Recording;
  #optimiser!: GPUBindGroup;
  readonly #data: DataGroup;
  readonly #cuts: Cuts;
  #finished = 0;
  /** Time in which the last step's commands were made. */
  #hostMs = 0;
  #disposed = false;

  private constructor(graph: LayerGraph, options: StepOptions, opened: OpenBackend, pipelines: Pipelines) {
    this.graph = graph;
    this.#options = options;
    this.#opened = opened;
    this.#pipelines = pipelines;
    this.#device = pipelines.device;
    this.#cells = dropPathCells(graph);
    if (options.keepProbability < 1 && Math.max(-1, ...this.#cells.keys()) >= MAX_CELLS) {
      throw new ChildError(`drop path is made for at most ${MAX_CELLS} cells, this network has more`);
    }
    this.#compiled = compileGraph(graph, options, pipelines.grains[options.precision ?? 32]);
    const sizes = bufferSizes(this.#compiled, options.batch);
    checkBuffers({ ...sizes }, this.#device.limits);
    this.#bytes = totalBytes(sizes);
    this.#cuts = new Cuts(opened.software, sizes.arena);
    this.#flight = new Flight(this.#device, () => opened.takeError());
    const make = (label: Role, size: number, usage = GPUBufferUsage.STORAGE): GPUBuffer =>
      this.#device.createBuffer({
        label,
        size,
        usage: usage | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
      });
    this.#buffers = {
      arena: make('arena', sizes.arena),
      parameters: make('parameters', sizes.parameters),
      gradients: make('gradients', sizes.gradients),
      velocity: make('velocity', sizes.velocity),
      decays: make('decays', sizes.decays),
      statistics: make('statistics', sizes.statistics),
      batch: make('batch', sizes.batch),
      step: make('step', STEP.bytes, GPUBufferUsage.UNIFORM),
    };
    this.#data = new DataGroup(graph, pipelines, this.#buffers.batch);
  }

  /** Compiles a child; ChildError where it does not fit the adapter or a kernel does not compile. */
  static async make(
    graph: LayerGraph,
    options: StepOptions,
    seed: number,
    opened: OpenBackend,
    pipelines: Pipelines,
    compiling: (kernels: number) => void = () => {},
  ): Promise<CompiledProgram> {
    opened.meter?.restartPeak();
    const { device } = pipelines;
    device.pushErrorScope('out-of-memory');
    const program = new CompiledProgram(graph, options, opened, pipelines);
    const outOfMemory = await device.popErrorScope();
    try {
      if (outOfMemory)
        throw new ChildError(`no memory for its ${program.#bytes} bytes: ${outOfMemory.message}`);
      await program.#prepare(seed, compiling);
      return program;
    } catch (thrown) {
      program.dispose();
      throw thrown;
    }
  }

  async #prepare(seed: number, compiling: (kernels: number) => void): Promise<void> {
    const { training, evaluation, parameters } = this.#compiled;
    const families = [training, evaluation]
      .flatMap(({ dispatches }) => dispatches)
      .map(({ family }) => family);
    const missing = this.#pipelines.missing(families);
    if (missing > 0) compiling(missing);
    const { velocity, decays } = this.#buffers;
    [this.#training, this.#evaluation] = await Promise.all([
      Recording.make(training, this.#pipelines, this.#buffers),
      Recording.make(evaluation, this.#pipelines, this.#buffers),
    ]);
    this.#optimiser = this.#device.createBindGroup({
      layout: this.#pipelines.extra.optimiser,
      entries: [velocity, decays].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    this.#device.queue.writeBuffer(decays, 0, parameters.decays(this.#options.weightDecay));
    this.#fill(initialWeights(this.graph, seed));
  }

  /** Writes all parameters and constants, and clears the sums. */
  #fill(weights: Weights): void {
    const { parameters } = this.#compiled;
    const trainable = new Float32Array(parameters.trainableFloats);
    for (const [index, value] of parameters.constants) trainable[index] = value;
    const statistics = new Float32Array(parameters.statisticsFloats);
    parameters.pack(weights, trainable, statistics);
    this.#device.queue.writeBuffer(this.#buffers.parameters, 0, trainable);
    this.#device.queue.writeBuffer(this.#buffers.statistics, 0, statistics);
  }

  async train(images: ImageStore, indices: Uint32Array, step: Step): Promise<void> {
    if (indices.length !== this.#options.batch) {
      throw new RangeError(`a training batch has ${this.#options.batch} images, not ${indices.length}`);
    }
    const started = performance.now();
    this.#hostMs = await this.#run(this.#training, images, indices, step);
    this.#adapt(started);
  }

  async readMetrics(keep?: 'keep'): Promise<TrainMetrics> {
    const [read] = await this.#readMetrics(keep ? null : METRICS.TRAINING_SUMS);
    const { loss, correct, images, batches } = readSums(read!, METRICS.TRAINING_SUMS);
    return {
      steps: batches,
      images,
      loss: images === 0 ? 0 : loss / images,
      accuracy: images === 0 ? 0 : correct / images,
      finite: read![4 * METRICS.BROKEN] === 0,
    };
  }

  async evaluate(
    images: ImageStore,
    indices: Uint32Array,
    predicted?: Uint8Array<ArrayBuffer>,
  ): Promise<EvaluationMetrics> {
    checkPredicted(indices, predicted);
    const { batch } = this.#options;
    const { arena } = this.#buffers;
    let sums = { loss: 0, correct: 0 };
    for (let start = 0; start < indices.length; start += batch) {
      const chunk = indices.subarray(start, start + batch);
      const isLast = start + batch >= indices.length;
      await this.#run(this.#evaluation, images, chunk, null);
      if (!predicted && !isLast) continue;
      const tallies: ByteRange = [arena, 16 * this.#compiled.tallies, 16 * chunk.length];
      const [read, each] = await this.#readMetrics(
        isLast ? METRICS.EVALUATION_SUMS : null,
        predicted && [tallies],
      );
      for (let i = 0; predicted && i < chunk.length; i++) predicted[start + i] = each![4 * i + 3]!;
      sums = readSums(read!, METRICS.EVALUATION_SUMS);
    }
    const { loss, correct } = sums;
    return { images: indices.length, correct, loss: indices.length === 0 ? 0 : loss / indices.length };
  }

  /** The statistics' first groups, and other ranges; then clears one of the groups. */
  #readMetrics(cleared: number | null, others: readonly ByteRange[] = []): Promise<Float32Array[]> {
    const { statistics } = this.#buffers;
    return this.#read([[statistics, 0, 16 * METRICS_GROUPS], ...others], (encoder) => {
      if (cleared !== null) encoder.clearBuffer(statistics, 16 * cleared, 16);
    });
  }

  async getWeights(): Promise<Weights> {
    const { parameters, statistics } = this.#buffers;
    const [trainable, running] = (await this.#read([
      [parameters, 0, parameters.size],
      [statistics, 0, statistics.size],
    ])) as [Float32Array, Float32Array];
    return this.#unpack(trainable, running);
  }

  /** The gradients of the last training step, before decay and clipping; for tests. */
  async readGradients(): Promise<Weights> {
    const { gradients } = this.#buffers;
    const [values] = (await this.#read([[gradients, 0, gradients.size]])) as [Float32Array];
    return this.#unpack(values, null);
  }

  setWeights(weights: Weights): void {
    const { placed } = this.#compiled.parameters;
    for (const [name, values] of weights) {
      const parameter = placed.get(name)?.parameter;
      if (!parameter) throw new RangeError(`no parameter is called "${name}"`);
      if (values.length !== parameter.size) {
        throw new RangeError(`parameter "${name}" has ${parameter.size} values, not ${values.length}`);
      }
    }
    for (const [name, values] of weights) this.#write(name, values);
  }

  async exportState(): Promise<ProgramState> {
    const { parameters, statistics, velocity } = this.#buffers;
    const [trainable, running, moving] = (await this.#read([
      [parameters, 0, parameters.size],
      [statistics, 0, statistics.size],
      [velocity, 0, velocity.size],
    ])) as [Float32Array, Float32Array, Float32Array];
    return joinState(this.graph, this.#unpack(trainable, running), this.#unpack(moving, null));
  }

  importState(state: ProgramState): void {
    const { weights, velocity } = cutState(this.graph, state);
    const { parameters } = this.#compiled;
    const moving = new Float32Array(parameters.trainableFloats);
    parameters.pack(velocity, moving, new Float32Array(0));
    this.#fill(weights);
    this.#device.queue.writeBuffer(this.#buffers.velocity, 0, moving);
  }

  cost(): ProgramCost {
    return {
      dispatches: this.#compiled.training.dispatches.length,
      peakBytes: this.#opened.meter?.peakBytes ?? this.#bytes,
      hostMs: this.#hostMs,
    };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const buffer of Object.values(this.#buffers)) buffer.destroy();
    this.#training?.dispose();
    this.#evaluation?.dispose();
  }

  /** Trains one step and answers its time by kernel, see profile.ts. Throws a ChildError without timestamp queries. */
  async profile(images: ImageStore, indices: Uint32Array, step: Step): Promise<KernelTime[]> {
    return byKernel(this.#training.plan, await this.#timed(images, indices, step));
  }

  async stepTimes(images: ImageStore, indices: Uint32Array, step: Step): Promise<StepTimes | null> {
    if (!canTime(this.#device, this.#training.plan)) return null;
    return byLayer(this.#training.plan, await this.#timed(images, indices, step));
  }

  /** Ms of each dispatch of a training step. */
  async #timed(images: ImageStore, indices: Uint32Array, step: Step): Promise<readonly number[]> {
    const extra = { data: this.#data.of(images), optimiser: this.#optimiser };
    await this.#flight.land();
    this.#writeBatch(images, indices, step);
    const each = this.#cuts.of(this.#training.plan.dispatches.length);
    return timeDispatches(this.#device, this.#training, extra, each);
  }

  /** Submits a plan, in pieces where it takes long; answers the ms in which its commands were made. */
  async #run(
    recording: Recording,
    images: ImageStore,
    indices: Uint32Array,
    step: Step | null,
  ): Promise<number> {
    if (this.#disposed) throw new Error('this program has been disposed');
    const extra = { data: this.#data.of(images), optimiser: this.#optimiser };
    const each = this.#cuts.of(recording.plan.dispatches.length);
    return submitPlan(this.#device, this.#flight, recording, extra, each, () =>
      this.#writeBatch(images, indices, step),
    );
  }

  #writeBatch(images: ImageStore, indices: Uint32Array, step: Step | null): void {
    writeBatch(this.#device, this.#buffers, images, indices, step, this.#options, this.#cells);
  }

  /** Cuts steps by the time that they take once the queue is full. */
  #adapt(started: number): void {
    if (++this.#finished >= 3) this.#cuts.adapt(performance.now() - started);
  }

  #unpack(trainable: Float32Array, running: Float32Array | null): Weights {
    const weights = new Map<string, Float32Array>();
    for (const { name, trainable: trains } of graphParameters(this.graph)) {
      if (!trains && !running) continue;
      weights.set(name, this.#compiled.parameters.unpack(name, trainable, running ?? trainable));
    }
    return weights;
  }

  /** Writes one parameter; where its values lie together, at once. */
  #write(name: string, values: Float32Array): void {
    const { parameter, index } = this.#compiled.parameters.placed.get(name)!;
    const buffer = parameter.trainable ? this.#buffers.parameters : this.#buffers.statistics;
    let from = 0;
    for (let i = 1; i <= values.length; i++) {
      if (i < values.length && index(i) === index(i - 1) + 1) continue;
      const run = Float32Array.from(values.subarray(from, i));
      this.#device.queue.writeBuffer(buffer, 4 * index(from), run);
      from = i;
    }
  }

  async #read(...request: Parameters<Flight['read']>): Promise<Float32Array[]> {
    if (this.#disposed) throw new Error('this program has been disposed');
    return this.#flight.read(...request);
  }
}
