import type { LayerGraph } from '../../../network/graph.ts';
import type { StepOptions } from '../../executor.ts';
import { clip } from '../kernels/clip.ts';
import { LANES, type Task, task } from '../kernels/family.ts';
import { reduce } from '../kernels/reduce.ts';
import { squares } from '../kernels/squares.ts';
import { update } from '../kernels/update.ts';
import { Backward } from './backwardTasks.ts';
import { Emitter } from './emitter.ts';
import { emitForward } from './forwardTasks.ts';
import type { Grain } from './grain.ts';
import { type Lowered, lower } from './lower.ts';
import type { ParameterSpace } from './parameters.ts';
import { type Batch, place, schedule } from './schedule.ts';
import { ceilDiv, split } from './split.ts';
import { encode, type Plan } from './tables.ts';

export interface CompiledGraph {
  readonly parameters: ParameterSpace;
  readonly training: Plan;
  readonly evaluation: Plan;
}

/** All stages: from a graph to the tables of a training step and of an evaluation. Pure; nothing touches a device. */
export function compileGraph(graph: LayerGraph, options: StepOptions, grain: Grain): CompiledGraph {
  const lowered = lower(graph, options.keepProbability < 1);
  const { parameters } = lowered;
  const pass = { options, classes: graph.classes };
  const evaluation = new Emitter(options.batch, grain);
  for (const operation of lowered.operations) {
    emitForward(evaluation, operation, { ...pass, training: false });
  }
  const training = emitTraining(lowered, options, graph.classes, grain);
  return {
    parameters,
    training: finish([...schedule(training.tasks, isReduce), ...updates(training, parameters)]),
    evaluation: finish(schedule(evaluation.tasks, isReduce)),
  };
}

/** Forward and backward, without the update. */
function emitTraining(lowered: Lowered, options: StepOptions, classes: number, grain: Grain): Emitter {
  const emitter = new Emitter(options.batch, grain);
  const backward = new Backward(emitter);
  for (const operation of lowered.operations) {
    const gradient = emitForward(emitter, operation, { options, classes, training: true });
    if (gradient && operation.kind === 'loss') backward.seed(operation.scores, gradient, operation.bias);
  }
  for (const operation of [...lowered.operations].reverse()) backward.emit(operation);
  return emitter;
}

/** Sums of squares that one invocation adds up to the gradient's norm. */
const NORM_BLOCKS = 256;

/** Filter gradients are added up together, at the end. */
const isReduce = (task: Task): boolean => task.family === reduce;

/** Weight decay, clipping by the global norm, and Nesterov's update: three dispatches for the whole network. */
function updates(emitter: Emitter, parameters: ParameterSpace): readonly Batch[] {
  const groups = parameters.trainableFloats / 4;
  const { chunks: blocks, each: blockGroups } = split(groups, NORM_BLOCKS, 8);
  const partial = emitter.allocate(blocks);
  const factor = emitter.allocate(1);
  return [
    [task(squares, ceilDiv(blocks, LANES), { groups, blockGroups, partial })],
    [task(clip, 1, { partial, blocks, factor })],
    [task(update, ceilDiv(groups, LANES), { groups, factor })],
  ];
}

function finish(batches: readonly Batch[]): Plan {
  return encode(batches, place(batches));
}
