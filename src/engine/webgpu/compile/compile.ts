import type { LayerGraph } from '../../../network/graph.ts';
import type { Precision, StepOptions } from '../../executor.ts';
import { stillOptions } from '../../inspecting/checked.ts';
import { type Lowered, lower, lowerUpTo } from '../../lowering/lower.ts';
import type { Value } from '../../lowering/operations.ts';
import type { ParameterSpace } from '../../lowering/parameters.ts';
import type { Grain } from '../ir/grain.ts';
import { type Address, LANES, type Task, task, whole } from '../ir/job.ts';
import { METRICS_GROUPS } from '../ir/shared.ts';
import { ceilDiv } from '../ir/split.ts';
import { pipelinesOf } from '../kernels/merged.ts';
import { isFoldedGradient } from '../kernels/norm/normaliseGradient.ts';
import { clip } from '../kernels/step/clip.ts';
import { squares } from '../kernels/step/squares.ts';
import { tally } from '../kernels/step/tally.ts';
import { update } from '../kernels/step/update.ts';
import { isReduce } from '../kernels/sum/reduce.ts';
import type { Launch } from './accesses.ts';
import { Backward } from './backwardTasks.ts';
import { Emitter } from './emitter.ts';
import { emitForward } from './forwardTasks.ts';
import { type MemoryPlan, placeOf, planMemory } from './memoryPlan.ts';
import { ProducedMoments } from './producedMoments.ts';
import { schedule } from './schedule.ts';
import { encode, type Plan } from './tables.ts';

export interface CompiledGraph {
  readonly parameters: ParameterSpace;
  readonly training: Plan;
  readonly evaluation: Plan;
  /** Where in the arena an evaluation leaves what loss.wgsl says of each image, a vec4f each. */
  readonly tallies: number;
}

/** A list of dispatches, not yet placed, and what their tasks were made with. */
export interface Launched {
  readonly launches: readonly Launch[];
  readonly emitter: Emitter;
}

/** Stages 1 to 3: what a training step and an evaluation run, and in which order. */
export function launchesOf(
  graph: LayerGraph,
  options: StepOptions,
  grain: Grain,
): {
  readonly parameters: ParameterSpace;
  readonly training: Launched;
  readonly evaluation: Launched;
} {
  const lowered = lower(graph, options.keepProbability < 1, 4 * METRICS_GROUPS);
  const { parameters } = lowered;
  const pass = { options, classes: graph.classes };
  const evaluation = emitterOf(lowered, options, { ...grain, folded: 0 });
  for (const operation of lowered.operations) {
    emitForward(evaluation, operation, { ...pass, training: false });
  }
  const training = emitTraining(lowered, options, graph.classes, grain);
  return {
    parameters,
    training: {
      launches: [...put(training), ...updates(training, parameters)],
      emitter: training,
    },
    evaluation: { launches: put(evaluation), emitter: evaluation },
  };
}

function emitterOf({ operations }: Lowered, { batch, precision = 32 }: StepOptions, grain: Grain): Emitter {
  const scores = operations.flatMap((operation) => (operation.kind === 'loss' ? [operation.scores.id] : []));
  return new Emitter(batch, grain, precision, new Set(scores));
}

/** All stages: from a graph to the tables of a training step and of an evaluation. Pure; nothing touches a device. */
export function compileGraph(graph: LayerGraph, options: StepOptions, grain: Grain): CompiledGraph {
  const { parameters, training, evaluation } = launchesOf(graph, options, grain);
  const judged = planMemory(evaluation.launches);
  return {
    parameters,
    training: finish(training, planMemory(training.launches)),
    evaluation: finish(evaluation, judged),
    tallies: placeOf(judged, talliesOf(evaluation.emitter)),
  };
}

/** What `tally` adds up. */
function talliesOf({ tasks, grain }: Emitter): Address {
  const { tally: sums } = tasks.find(({ family }) => whole(family) === tally[grain.joined])!.words;
  return sums as Address;
}

function put({ tasks, grain }: Emitter): readonly Launch[] {
  const place = pipelinesOf(grain);
  const pipelineOf = ({ family }: Task): string => place(family).pipeline.name;
  const isLast = (one: Task): boolean => isReduce(one) || isFoldedGradient(one);
  return schedule(tasks, { pipelineOf, isLast, patience: grain.patience });
}

/** Forward and backward, without the update. */
function emitTraining(lowered: Lowered, options: StepOptions, classes: number, grain: Grain): Emitter {
  const emitter = emitterOf(lowered, options, grain);
  const backward = new Backward(emitter, lowered.operations);
  const moments = new ProducedMoments(lowered.operations, grain);
  const steps = lowered.operations.map((operation, i) => {
    const layer = operation.kind === 'input' ? undefined : lowered.layers[i];
    return { operation, layer };
  });
  for (const { operation, layer } of steps) {
    emitter.of(layer);
    const gradient = emitForward(emitter, operation, { options, classes, training: true, moments });
    if (gradient && operation.kind === 'loss') backward.seed(operation.scores, gradient, operation.bias);
  }
  for (const { operation, layer } of steps.reverse()) {
    emitter.of(layer);
    backward.emit(operation);
  }
  emitter.of(undefined);
  return emitter;
}

/** Blocks whose squares are added up apart, without and with joining. */
const NORM_BLOCKS = [256, 4096] as const;

/** Weight decay, clipping by the global norm, and Nesterov's update: three dispatches for the whole network. */
function updates(emitter: Emitter, parameters: ParameterSpace): readonly Launch[] {
  const groups = parameters.trainableFloats / 4;
  const { joined } = emitter.grain;
  const blocks = Math.min(NORM_BLOCKS[joined], LANES * ceilDiv(groups, LANES));
  const partials = joined ? blocks / LANES : blocks;
  const partial = emitter.allocate(partials);
  const factor = emitter.allocate(1);
  return [
    task(squares[joined], ceilDiv(blocks, LANES), { groups, blocks, partial }),
    task(clip[joined], 1, { partial, partials, factor }),
    task(update, ceilDiv(groups, LANES), { groups, factor }),
  ].map((one) => [emitter.precise(one)]);
}

function finish({ launches, emitter }: Launched, memory: MemoryPlan): Plan {
  return encode(launches, memory, emitter.layers, pipelinesOf(emitter.grain));
}

/** A forward pass up to one value, and where in the arena that lies in the end. */
export interface CompiledRead {
  readonly parameters: ParameterSpace;
  readonly plan: Plan;
  /** First group; groups from one pixel to the next; whether they are of 16-bit numbers, half as long. */
  readonly at: number;
  readonly stride: number;
  readonly half: boolean;
  readonly target: Value;
}

/** All stages of a network that is cut off behind a layer: the layer's output, by running statistics. Pure. */
export function compileRead(
  cut: LayerGraph,
  batch: number,
  grain: Grain,
  precision: Precision = 32,
): CompiledRead {
  const { operations, parameters, target } = lowerUpTo(cut, 4 * METRICS_GROUPS);
  const isScores = cut.layers[cut.logits]!.kind === 'dense';
  const emitter = new Emitter(
    batch,
    { ...grain, folded: 0 },
    precision,
    new Set(isScores ? [target.id] : []),
  );
  const pass = { options: stillOptions(batch), classes: cut.classes, training: false };
  for (const operation of operations) emitForward(emitter, operation, pass);
  const { at, stride } = emitter.view(target);
  const launches = put(emitter);
  const memory = planMemory(launches, at.buffer);
  const plan = finish({ launches, emitter }, memory);
  return { parameters, plan, at: placeOf(memory, at), stride, half: at.buffer.half !== undefined, target };
}
