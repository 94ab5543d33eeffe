import * as tf from '@tensorflow/tfjs';
import type { LayerGraph } from '../../network/graph.ts';
import type { StepOptions } from '../executor.ts';
import { differentiate } from './backward.ts';
import { record, type TrainingContext, type Values } from './forward.ts';
import type { PlannedLayer } from './plan.ts';

/** The optimiser's state beside the weights, as vectors over all trainable parameters. */
export interface OptimiserState {
  velocity: tf.Tensor1D;
  /** Weight decay where the parameter is a kernel, else 0. */
  readonly decay: tf.Tensor1D;
  /** Decay of the running statistics, one number for each of them. */
  readonly statisticsDecay: tf.Tensor1D;
}

/**
 * One training step (NASNET.md, the mini recipe). Answers a vector for the CPU to read later: the scores of the batch,
 * row by row, and last the squared norm of the gradient before clipping.
 */
export function trainingStep(
  graph: LayerGraph,
  plan: readonly PlannedLayer[],
  values: Values,
  state: OptimiserState,
  images: tf.Tensor4D,
  labels: Uint8Array,
  context: TrainingContext,
): tf.Tensor1D {
  const { options } = context;
  const tape = record(plan, values, images, context);
  const targets = smoothedTargets(labels, graph.classes, options.labelSmoothing);
  const scores = tf.tidy(() => tape.get(graph.logits)!.output.flatten());
  const losses = new Map([[graph.logits, lossGradient(tape.get(graph.logits)!.output, targets, 1)]]);
  if (graph.auxiliaryLogits !== undefined) {
    const auxiliary = tape.get(graph.auxiliaryLogits)!.output;
    losses.set(graph.auxiliaryLogits, lossGradient(auxiliary, targets, options.auxiliaryWeight));
  }
  updateStatistics(plan, tape, values, state);
  const gradient = differentiate(plan, tape, losses, values.trainable);
  const squaredNorm = updateWeights(gradient, values, state, context);
  const report = tf.tidy(() => tf.concat([scores, squaredNorm.reshape([1])]));
  tf.dispose([gradient, scores, squaredNorm, targets]);
  return report as tf.Tensor1D;
}

/** [batch, 1, 1, classes]: 1 - smoothing on the label, and smoothing spread evenly over all classes. */
function smoothedTargets(labels: Uint8Array, classes: number, smoothing: number): tf.Tensor4D {
  const targets = new Float32Array(labels.length * classes).fill(smoothing / classes);
  labels.forEach((label, i) => {
    targets[i * classes + label]! += 1 - smoothing;
  });
  return tf.tensor4d(targets, [labels.length, 1, 1, classes]);
}

/** Gradient of weight x mean cross-entropy with respect to the scores: (softmax - target) weight / batch. */
function lossGradient(scores: tf.Tensor4D, targets: tf.Tensor4D, weight: number): tf.Tensor4D {
  return tf.tidy(() =>
    tf
      .softmax(scores)
      .sub(targets)
      .mul(weight / scores.shape[0]),
  );
}

function updateStatistics(
  plan: readonly PlannedLayer[],
  tape: ReturnType<typeof record>,
  { statistics }: Values,
  { statisticsDecay }: OptimiserState,
): void {
  if (statistics.size === 0) return;
  const batch = statistics.parameters.map(({ name }) => statistics.view(name));
  for (const { layer } of plan) {
    const recorded = tape.get(layer.id)!;
    if (!recorded.statistics) continue;
    batch[statistics.index(`${layer.id}/mean`)] = recorded.statistics[0];
    batch[statistics.index(`${layer.id}/variance`)] = recorded.statistics[1];
  }
  // new = batch + decay (old - batch): statistics of layers that did not run are their own batch and stay.
  const updated = tf.tidy(() => {
    const flat = tf.concat(batch) as tf.Tensor1D;
    return statistics.flat.sub(flat).mul(statisticsDecay).add<tf.Tensor1D>(flat);
  });
  statistics.replace(updated);
}

/** Decay, clipping and Nesterov's update; answers the squared norm of the decayed gradient. */
function updateWeights(
  gradient: tf.Tensor1D,
  { trainable }: Values,
  state: OptimiserState,
  { options, step }: TrainingContext,
): tf.Scalar {
  const { momentum, clipNorm } = options;
  const [squaredNorm, velocity, weights] = tf.tidy(() => {
    const decayed = gradient.add<tf.Tensor1D>(trainable.flat.mul(state.decay));
    const norm2 = decayed.square().sum<tf.Scalar>();
    const clipped = clipNorm > 0 ? decayed.mul<tf.Tensor1D>(clipFactor(norm2, clipNorm)) : decayed;
    const moved = state.velocity.mul(momentum).add<tf.Tensor1D>(clipped);
    const change = clipped.add(moved.mul(momentum)).mul(step.learningRate);
    return [norm2, moved, trainable.flat.sub<tf.Tensor1D>(change)] as const;
  }) as unknown as [tf.Scalar, tf.Tensor1D, tf.Tensor1D];
  state.velocity.dispose();
  state.velocity = tf.keep(velocity);
  trainable.replace(weights);
  return squaredNorm;
}

/** min(1, clip / norm); the smallest normal float keeps a gradient of zeros from dividing by zero. */
function clipFactor(squaredNorm: tf.Scalar, clipNorm: number): tf.Scalar {
  return tf.minimum(1, tf.div(clipNorm, tf.sqrt(squaredNorm.maximum(1.2e-38))));
}

/** Zero velocity, and the constant vectors of decays. */
export function optimiserState(values: Values, graph: LayerGraph, options: StepOptions): OptimiserState {
  const decay = new Float32Array(values.trainable.size);
  let offset = 0;
  for (const { size, decayed } of values.trainable.parameters) {
    if (decayed) decay.fill(options.weightDecay, offset, offset + size);
    offset += size;
  }
  const statisticsDecay = new Float32Array(values.statistics.size);
  offset = 0;
  for (const { size, layer } of values.statistics.parameters) {
    const source = graph.layers[layer]!;
    if (source.kind === 'batchNorm') statisticsDecay.fill(source.decay, offset, offset + size);
    offset += size;
  }
  return {
    velocity: tf.keep(tf.zeros([values.trainable.size])),
    decay: tf.keep(tf.tensor1d(decay)),
    statisticsDecay: tf.keep(tf.tensor1d(statisticsDecay)),
  };
}
