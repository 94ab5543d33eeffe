import type { Layer, LayerGraph } from '../../../network/graph.ts';
import { graphParameters, type Weights } from '../../../network/parameters.ts';
import { dropPathProbability } from '../../child/schedules.ts';
import type { Step, StepOptions } from '../../executor.ts';
import { dropoutFactors, dropPathFactors } from '../../randomness.ts';
import type { Map64 } from './map.ts';
import * as primitives from './primitives.ts';

export type Weights64 = Map<string, Float64Array>;

export const toFloat64 = (weights: Weights): Weights64 =>
  new Map([...weights].map(([name, values]) => [name, Float64Array.from(values)]));

export interface Differentiated {
  /** Mean cross-entropy of the main head against the smoothed targets. */
  readonly loss: number;
  /** That of both heads as they are trained. */
  readonly objective: number;
  /** Of every trainable parameter, without weight decay. */
  readonly gradients: Weights64;
  readonly statistics: ReadonlyMap<number, { readonly mean: Float64Array; readonly variance: Float64Array }>;
}

/** A training pass over a whole network and its gradients, layer by layer, every layer of the list included. */
export function differentiate(
  graph: LayerGraph,
  weights: Weights64,
  images: Map64,
  labels: Uint8Array,
  options: StepOptions,
  step: Step,
): Differentiated {
  const tape: primitives.Recorded64[] = [];
  for (const layer of graph.layers) {
    const inputs = layer.inputs.map((id) => tape[id]!.output);
    tape.push(execute(layer, inputs, weights, images, options, step));
  }
  const pending = new Map<number, Float64Array>();
  const main = crossEntropy(tape[graph.logits]!.output, labels, options.labelSmoothing);
  pending.set(graph.logits, main.gradient);
  let objective = main.loss;
  if (graph.auxiliaryLogits !== undefined) {
    const auxiliary = crossEntropy(tape[graph.auxiliaryLogits]!.output, labels, options.labelSmoothing);
    pending.set(
      graph.auxiliaryLogits,
      auxiliary.gradient.map((g) => g * options.auxiliaryWeight),
    );
    objective += options.auxiliaryWeight * auxiliary.loss;
  }
  const trainable = graphParameters(graph).filter((parameter) => parameter.trainable);
  const gradients: Weights64 = new Map(trainable.map(({ name, size }) => [name, new Float64Array(size)]));
  for (const layer of [...graph.layers].reverse()) {
    const dy = pending.get(layer.id);
    if (!dy) continue;
    const { inputs, parameters } = tape[layer.id]!.backward({
      shape: tape[layer.id]!.output.shape,
      data: dy,
    });
    inputs.forEach((gradient, index) => {
      const source = layer.inputs[index]!;
      const earlier = pending.get(source);
      pending.set(source, earlier ? earlier.map((g, i) => g + gradient.data[i]!) : gradient.data);
    });
    const own = trainable.filter((parameter) => parameter.layer === layer.id);
    own.forEach(({ name }, index) => {
      gradients.set(name, parameters[index]!);
    });
  }
  const statistics = new Map(
    tape.flatMap((recorded, id) =>
      recorded.statistics && pending.has(id) ? [[id, recorded.statistics]] : [],
    ),
  );
  return { loss: main.loss, objective, gradients, statistics };
}

/** One step of the mini recipe's optimiser, in place on `weights` and `velocity` (empty at first). */
export function trainStep(
  graph: LayerGraph,
  weights: Weights64,
  velocity: Weights64,
  images: Map64,
  labels: Uint8Array,
  options: StepOptions,
  step: Step,
): Differentiated {
  const result = differentiate(graph, weights, images, labels, options, step);
  const trainable = graphParameters(graph).filter((parameter) => parameter.trainable);
  const decayed = trainable.map(({ name, decayed }) => {
    const w = weights.get(name)!;
    return result.gradients.get(name)!.map((g, i) => g + (decayed ? options.weightDecay * w[i]! : 0));
  });
  const norm = Math.sqrt(decayed.reduce((sum, g) => sum + g.reduce((s, value) => s + value * value, 0), 0));
  const factor = options.clipNorm > 0 ? Math.min(1, options.clipNorm / norm) : 1;
  trainable.forEach(({ name, size }, index) => {
    const w = weights.get(name)!;
    const v = velocity.get(name) ?? new Float64Array(size);
    velocity.set(name, v);
    decayed[index]!.forEach((value, i) => {
      const g = value * factor;
      v[i] = options.momentum * v[i]! + g;
      w[i]! -= step.learningRate * (g + options.momentum * v[i]!);
    });
  });
  for (const [id, { mean, variance }] of result.statistics) {
    const layer = graph.layers[id]!;
    if (layer.kind !== 'batchNorm') continue;
    const follow = (running: Float64Array, batch: Float64Array): void => {
      batch.forEach((value, i) => {
        running[i] = layer.decay * running[i]! + (1 - layer.decay) * value;
      });
    };
    follow(weights.get(`${id}/mean`)!, mean);
    follow(weights.get(`${id}/variance`)!, variance);
  }
  return result;
}

/** Scores by running statistics: [batch, 1, 1, classes]. */
export const infer = (graph: LayerGraph, weights: Weights64, images: Map64): Map64 =>
  inferAll(graph, weights, images)[graph.logits]!;

/** What every layer gives by running statistics, by its id. */
export function inferAll(graph: LayerGraph, weights: Weights64, images: Map64): readonly Map64[] {
  const outputs: Map64[] = [];
  for (const layer of graph.layers) {
    const inputs = layer.inputs.map((id) => outputs[id]!);
    if (layer.kind === 'dropPath' || layer.kind === 'dropout') outputs.push(inputs[0]!);
    else if (layer.kind === 'batchNorm') {
      const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(
        (role) => weights.get(`${layer.id}/${role}`)!,
      );
      outputs.push(primitives.batchNormByRunning(inputs[0]!, gamma!, beta!, mean!, variance!, layer.epsilon));
    } else outputs.push(execute(layer, inputs, weights, images, null, null).output);
  }
  return outputs;
}

/** The class with the greatest score of each image; of equal ones the first. */
export function classesOf({ shape: [batch, , , classes], data }: Map64): number[] {
  return Array.from({ length: batch }, (_, n) => {
    const own = data.subarray(n * classes, (n + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}

/** Mean over the batch, and its gradient with respect to the scores. */
export function crossEntropy(
  scores: Map64,
  labels: Uint8Array,
  smoothing: number,
): { readonly loss: number; readonly gradient: Float64Array } {
  const [batch, , , classes] = scores.shape;
  const gradient = new Float64Array(scores.data.length);
  let loss = 0;
  labels.forEach((label, n) => {
    const row = scores.data.subarray(n * classes, (n + 1) * classes);
    const greatest = Math.max(...row);
    const sum = row.reduce((total, score) => total + Math.exp(score - greatest), 0);
    row.forEach((score, c) => {
      const target = (c === label ? 1 - smoothing : 0) + smoothing / classes;
      const logProbability = score - greatest - Math.log(sum);
      loss -= (target * logProbability) / batch;
      gradient[n * classes + c] = (Math.exp(logProbability) - target) / batch;
    });
  });
  return { loss, gradient };
}

function execute(
  layer: Layer,
  inputs: readonly Map64[],
  weights: Weights64,
  images: Map64,
  options: StepOptions | null,
  step: Step | null,
): primitives.Recorded64 {
  const x = inputs[0] ?? images;
  const batch = x.shape[0];
  const parameter = (role: string): Float64Array => weights.get(`${layer.id}/${role}`)!;
  switch (layer.kind) {
    case 'input':
      return { output: images, backward: () => ({ inputs: [], parameters: [] }) };
    case 'conv2d':
      return primitives.conv2d(x, parameter('kernel'), layer.shape[2], layer);
    case 'depthwiseConv2d':
      return primitives.depthwiseConv2d(x, parameter('kernel'), layer);
    case 'batchNorm':
      return primitives.batchNorm(x, parameter('gamma'), parameter('beta'), layer.epsilon);
    case 'relu':
      return primitives.relu(x);
    case 'maxPool':
      return primitives.maxPool(x, layer.size, layer.stride);
    case 'avgPool':
      return primitives.avgPool(x, layer.size, layer.stride, layer.padding);
    case 'add':
      return primitives.add(inputs);
    case 'concat':
      return primitives.concat(inputs);
    case 'globalAvgPool':
      return primitives.globalAvgPool(x);
    case 'dense':
      return primitives.dense(x, parameter('kernel'), parameter('bias'));
    case 'dropPath': {
      const keep = options!.keepProbability;
      const q = dropPathProbability(keep, layer.cell, layer.cells, step!.step, step!.totalSteps);
      return primitives.scaleBy(x, dropPathFactors(step!, layer.position, batch, q), 1);
    }
    case 'dropout':
      return primitives.scaleBy(
        x,
        dropoutFactors(step!, layer.id, batch, x.shape[3], layer.rate),
        x.shape[3],
      );
    case 'subsample':
      return primitives.subsample(x, layer.offset);
    default:
      return layer satisfies never;
  }
}
