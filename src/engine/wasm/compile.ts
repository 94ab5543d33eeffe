import type { LayerGraph } from '../../network/graph.ts';
import type { StepOptions } from '../executor.ts';
import { stillOptions } from '../inspecting/checked.ts';
import { type Lowered, lower, lowerUpTo } from '../lowering/lower.ts';
import type { Value } from '../lowering/operations.ts';
import type { ParameterSpace } from '../lowering/parameters.ts';
import { Backward } from './backward.ts';
import { Emitter, type Fixtures, type Slices } from './emitter.ts';
import { emitForward } from './forward.ts';
import { METRICS_BYTES, STEP_END } from './memory.ts';
import { place } from './placement.ts';
import { encodePlan, planTables } from './plan.ts';
import { type Stage, schedule } from './stages.ts';

export interface CompiledGraph {
  readonly parameters: ParameterSpace;
  readonly fixtures: Fixtures;
  /** Where each plan lies, and its tables. */
  readonly training: EncodedPlan;
  readonly evaluation: EncodedPlan;
  /** Where the first thread's own memory begins; each has so many bytes. */
  readonly own: number;
  readonly ownBytes: number;
  /** Of everything but the threads' own memory. */
  readonly bytes: number;
  readonly slices: Slices;
  readonly batch: number;
}

export interface EncodedPlan {
  readonly at: number;
  readonly words: Int32Array<ArrayBuffer>;
  readonly stages: readonly Stage[];
}

/** Slices at most; fewer where their gradients would take more than so many bytes. */
const MOST_SLICES = 16;
const MOST_PARTIAL_BYTES = 32e6;

/** How a batch is cut; only shapes decide, so that any number of threads adds up in the same order. */
export function slicesOf(batch: number, trainableBytes: number): Slices {
  const affordable = Math.max(1, Math.floor(MOST_PARTIAL_BYTES / trainableBytes));
  const images = Math.ceil(batch / Math.min(MOST_SLICES, affordable, batch));
  return { count: Math.ceil(batch / images), images };
}

/** From a graph to the tables of a training step and of an evaluation. Pure. */
export function compileGraph(graph: LayerGraph, options: StepOptions): CompiledGraph {
  const { batch } = options;
  const lowered = lower(graph, options.keepProbability < 1);
  const { parameters } = lowered;
  const trainableBytes = 4 * parameters.trainableFloats;
  const slices = slicesOf(batch, trainableBytes);
  const [height, width, channels] = graph.input;
  const { reserve, end } = reservations();
  const fixtures: Fixtures = {
    parameters: reserve(trainableBytes),
    statistics: reserve(4 * parameters.statisticsFloats),
    gradients: reserve(trainableBytes),
    velocity: reserve(trainableBytes),
    decays: reserve(trainableBytes),
    partials: reserve(trainableBytes * slices.count),
    trainableBytes,
    metrics: reserve(METRICS_BYTES),
    bytes: reserve(batch * height * width * channels),
    labels: reserve(4 * batch),
    predicted: reserve(4 * batch),
  };
  const pass = { options, classes: graph.classes };
  const evaluation = new Emitter(batch, slices, fixtures);
  for (const operation of lowered.operations)
    emitForward(evaluation, operation, { ...pass, training: false });
  const training = emitTraining(lowered, options, graph.classes, slices, fixtures);
  const plans = [training, evaluation].map(({ calls }) => schedule(calls));
  const placements = plans.map(({ lifetimes }) => place(lifetimes, batch));
  const tables = plans.map(({ stages }) => planTables(stages));
  const at = tables.map(({ words }) => reserve(4 * words));
  const arena = reserve(Math.max(...placements.map(({ arenaBytes }) => arenaBytes)));
  const ownBytes = 64 * Math.ceil(Math.max(...placements.map((each) => each.ownBytes)) / 64);
  const encoded = plans.map(({ stages }, i) => {
    const words = encodePlan(tables[i]!, placements[i]!, slices, arena, at[i]!);
    return { at: at[i]!, words, stages };
  });
  return {
    ...{
      parameters,
      fixtures,
      training: encoded[0]!,
      evaluation: encoded[1]!,
      own: end(),
      ownBytes,
      slices,
      batch,
    },
    bytes: end(),
  };
}

/** A forward pass up to one value, and where in memory that lies in the end. */
export interface CompiledRead {
  readonly parameters: ParameterSpace;
  readonly fixtures: Pick<Fixtures, 'parameters' | 'statistics' | 'bytes'>;
  readonly plan: EncodedPlan;
  readonly target: Value;
  /** Of the first image's first pixel; bytes from one image, and from one pixel, to the next. */
  readonly at: number;
  readonly image: number;
  readonly pixel: number;
  readonly own: number;
  readonly ownBytes: number;
  /** Of everything but the threads' own memory. */
  readonly bytes: number;
}

/** From a network that is cut off behind a layer to the tables that make the layer's output by running statistics. Pure. */
export function compileRead(cut: LayerGraph, batch: number): CompiledRead {
  const { operations, parameters, target } = lowerUpTo(cut);
  const [height, width, channels] = cut.input;
  const { reserve, end } = reservations();
  const fixtures: Fixtures = {
    ...NOWHERE,
    parameters: reserve(4 * parameters.trainableFloats),
    statistics: reserve(4 * parameters.statisticsFloats),
    bytes: reserve(batch * height * width * channels),
  };
  const slices = slicesOf(batch, 1);
  const emitter = new Emitter(batch, slices, fixtures);
  const pass = { options: stillOptions(batch), classes: cut.classes, training: false };
  for (const operation of operations) emitForward(emitter, operation, pass);
  const { buffer, offset, pixel } = emitter.view(target);
  const { stages, lifetimes } = schedule(emitter.calls, buffer);
  const placement = place(lifetimes, batch);
  const tables = planTables(stages);
  const start = reserve(4 * tables.words);
  const arena = reserve(placement.arenaBytes);
  return {
    ...{ parameters, fixtures, target },
    plan: { at: start, words: encodePlan(tables, placement, slices, arena, start), stages },
    at: arena + placement.offsets.get(buffer)! + offset,
    ...{ image: buffer.bytes, pixel },
    own: end(),
    ownBytes: 64 * Math.ceil(placement.ownBytes / 64),
    bytes: end(),
  };
}

/** Of what only training and judging need. */
const NOWHERE: Omit<Fixtures, 'parameters' | 'statistics' | 'bytes'> = {
  gradients: 0,
  velocity: 0,
  decays: 0,
  partials: 0,
  trainableBytes: 0,
  metrics: 0,
  labels: 0,
  predicted: 0,
};

/** Gives places one after the other, from where the kernels' own memory ends. */
function reservations(): { reserve(bytes: number): number; end(): number } {
  let next = STEP_END;
  return {
    reserve(bytes) {
      const at = next;
      next += 64 * Math.ceil(bytes / 64);
      return at;
    },
    end: () => next,
  };
}

function emitTraining(
  lowered: Lowered,
  options: StepOptions,
  classes: number,
  slices: Slices,
  fixtures: Fixtures,
): Emitter {
  const emitter = new Emitter(options.batch, slices, fixtures);
  const backward = new Backward(emitter);
  for (const operation of lowered.operations) {
    const gradient = emitForward(emitter, operation, { options, classes, training: true });
    if (gradient && operation.kind === 'loss') backward.seed(operation.scores, gradient, operation.bias);
  }
  for (const operation of [...lowered.operations].reverse()) backward.emit(operation);
  emitUpdate(emitter);
  return emitter;
}

/** Weight decay, clipping by the global norm, and Nesterov's update. */
function emitUpdate(e: Emitter): void {
  const { partials, gradients, parameters, decays, velocity, metrics, trainableBytes } = e.fixtures;
  const groups = trainableBytes / 16;
  const partial = { buffer: e.allocate('fixed', 8 * e.slices.count), offset: 0 };
  const factor = { buffer: e.allocate('fixed', 4), offset: 0 };
  const sums = { partials, stride: trainableBytes, slices: e.slices.count };
  e.emit('squares', { ...sums, gradients, parameters, decays, groups, partial }, 'range');
  e.emit('clip', { partial, slices: e.slices.count, factor, metrics }, 'once');
  e.emit('update', { gradients, parameters, velocity, decays, groups, factor }, 'range');
}
