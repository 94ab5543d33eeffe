import type { LayerGraph } from '../../network/graph.ts';
import { graphParameters, type Weights } from '../../network/parameters.ts';
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
  type TrainMetrics,
} from '../executor.ts';
import { dropPathCells } from '../lowering/dropPath.ts';
import { initialWeights } from '../weights.ts';
import { type CompiledGraph, compileGraph, type EncodedPlan } from './compile.ts';
import { macrotask } from './macrotask.ts';
import { MAX_CELLS, putImages, writeStep } from './memory.ts';
import { type CallTime, profilePlan } from './profile.ts';
import type { Crew, Machine } from './threads/crew.ts';

/** One child in a memory of its own: a plan of kernel calls for a training step, and one for an evaluation. */
export class WasmProgram implements Program {
  readonly graph: LayerGraph;
  readonly #options: StepOptions;
  readonly #compiled: CompiledGraph;
  readonly #cells: ReadonlyMap<number, number>;
  readonly #machine: Machine;
  #hostMs = 0;
  #disposed = false;

  private constructor(graph: LayerGraph, options: StepOptions, compiled: CompiledGraph, machine: Machine) {
    this.graph = graph;
    this.#options = options;
    this.#compiled = compiled;
    this.#cells = dropPathCells(graph);
    this.#machine = machine;
  }

  /** Compiles a child; ChildError where there is no memory for it. */
  static async make(graph: LayerGraph, options: StepOptions, seed: number, crew: Crew): Promise<WasmProgram> {
    const cells = Math.max(-1, ...dropPathCells(graph).keys());
    if (options.keepProbability < 1 && cells >= MAX_CELLS) {
      throw new ChildError(`drop path is made for at most ${MAX_CELLS} cells, this network has more`);
    }
    const compiled = compileGraph(graph, options);
    const machine = await crew.open(compiled.own, compiled.ownBytes);
    const program = new WasmProgram(graph, options, compiled, machine);
    for (const { at, words } of [compiled.training, compiled.evaluation])
      program.#ints(at, words.length).set(words);
    program
      .#floats(compiled.fixtures.decays, compiled.parameters.trainableFloats)
      .set(compiled.parameters.decays(options.weightDecay));
    program.#fill(initialWeights(graph, seed));
    return program;
  }

  #floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#machine.memory, at, length);
  }

  #ints(at: number, length: number): Int32Array {
    return new Int32Array(this.#machine.memory, at, length);
  }

  get #trainable(): Float32Array {
    return this.#floats(this.#compiled.fixtures.parameters, this.#compiled.parameters.trainableFloats);
  }

  get #statistics(): Float32Array {
    return this.#floats(this.#compiled.fixtures.statistics, this.#compiled.parameters.statisticsFloats);
  }

  get #velocity(): Float32Array {
    return this.#floats(this.#compiled.fixtures.velocity, this.#compiled.parameters.trainableFloats);
  }

  #fill(weights: Weights): void {
    const trainable = this.#trainable;
    trainable.fill(0);
    for (const [place, value] of this.#compiled.parameters.constants) trainable[place] = value;
    this.#compiled.parameters.pack(weights, trainable, this.#statistics);
  }

  async train(images: ImageStore, indices: Uint32Array, step: Step): Promise<void> {
    if (indices.length !== this.#options.batch) {
      throw new RangeError(`a training batch has ${this.#options.batch} images, not ${indices.length}`);
    }
    await macrotask();
    this.#run(this.#compiled.training, images, indices, step);
  }

  /** Trains one step on this thread alone, and answers its time by kernel. */
  profile(images: ImageStore, indices: Uint32Array, step: Step): readonly CallTime[] {
    this.#prepare(images, indices, step);
    const { training, slices, own } = this.#compiled;
    return profilePlan(this.#machine.kernels, training, slices, own, indices.length);
  }

  async readMetrics(keep?: 'keep'): Promise<TrainMetrics> {
    this.#check();
    const metrics = new Float64Array(this.#machine.memory, this.#compiled.fixtures.metrics, 5);
    const [loss, correct, images, steps, broken] = metrics as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    if (!keep) metrics.fill(0, 0, 4);
    return {
      steps,
      images,
      loss: images === 0 ? 0 : loss / images,
      accuracy: images === 0 ? 0 : correct / images,
      finite: broken === 0,
    };
  }

  async evaluate(
    images: ImageStore,
    indices: Uint32Array,
    predicted?: Uint8Array<ArrayBuffer>,
  ): Promise<EvaluationMetrics> {
    checkPredicted(indices, predicted);
    const { batch } = this.#options;
    for (let start = 0; start < indices.length; start += batch) {
      const chunk = indices.subarray(start, start + batch);
      await macrotask();
      this.#run(this.#compiled.evaluation, images, chunk, null);
      predicted?.set(this.#ints(this.#compiled.fixtures.predicted, chunk.length), start);
    }
    const metrics = new Float64Array(this.#machine.memory, this.#compiled.fixtures.metrics + 40, 5);
    const [loss, correct] = metrics as unknown as [number, number];
    metrics.fill(0);
    return { images: indices.length, correct, loss: indices.length === 0 ? 0 : loss / indices.length };
  }

  async getWeights(): Promise<Weights> {
    this.#check();
    return this.#unpack(this.#trainable, this.#statistics);
  }

  /** The gradients of the last training step, before decay and clipping; for tests. */
  async readGradients(): Promise<Weights> {
    this.#check();
    const { gradients } = this.#compiled.fixtures;
    return this.#unpack(this.#floats(gradients, this.#compiled.parameters.trainableFloats), null);
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
    this.#compiled.parameters.pack(weights, this.#trainable, this.#statistics);
  }

  async exportState(): Promise<ProgramState> {
    this.#check();
    const weights = this.#unpack(this.#trainable, this.#statistics);
    return joinState(this.graph, weights, this.#unpack(this.#velocity, null));
  }

  importState(state: ProgramState): void {
    const { weights, velocity } = cutState(this.graph, state);
    this.#fill(weights);
    this.#compiled.parameters.pack(velocity, this.#velocity, new Float32Array(0));
  }

  cost(): ProgramCost {
    const { bytes, ownBytes } = this.#compiled;
    return { dispatches: null, peakBytes: bytes + ownBytes * this.#machine.threads, hostMs: this.#hostMs };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#machine.close();
  }

  #run(plan: EncodedPlan, images: ImageStore, indices: Uint32Array, step: Step | null): void {
    this.#prepare(images, indices, step);
    this.#machine.run(plan.at);
  }

  /** Puts the batch and the step where the kernels read them. */
  #prepare(images: ImageStore, indices: Uint32Array, step: Step | null): void {
    this.#check();
    const started = performance.now();
    const { memory } = this.#machine;
    const { fixtures } = this.#compiled;
    const { info, labels } = images.set;
    putImages(memory, fixtures.bytes, images.set, indices, this.graph.input);
    const own = this.#ints(fixtures.labels, this.#options.batch);
    indices.forEach((index, i) => {
      own[i] = labels[index]!;
    });
    writeStep(memory, step, indices.length, info, this.#options, this.#cells);
    this.#hostMs = performance.now() - started;
  }

  #check(): void {
    if (this.#disposed) throw new Error('this program has been disposed');
  }

  #unpack(trainable: Float32Array, running: Float32Array | null): Weights {
    const weights = new Map<string, Float32Array>();
    for (const { name, trainable: trains } of graphParameters(this.graph)) {
      if (!trains && !running) continue;
      weights.set(name, this.#compiled.parameters.unpack(name, trainable, running ?? trainable));
    }
    return weights;
  }
}
