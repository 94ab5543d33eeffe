import * as tf from '@tensorflow/tfjs';
import type { Layer } from '../../network/graph.ts';
import { dropPathProbability } from '../child/schedules.ts';
import type { Step, StepOptions } from '../executor.ts';
import { dropoutFactors, dropPathFactors } from '../randomness.ts';
import type { FlatParameters } from './flatParameters.ts';
import type { PlannedLayer } from './plan.ts';
import { batchNorm, batchNormByRunning } from './primitives/batchNorm.ts';
import { conv2d, depthwiseConv2d } from './primitives/convolutions.ts';
import { dense } from './primitives/dense.ts';
import { add, concat, pass, relu, scaleBy } from './primitives/elementwise.ts';
import { avgPool, globalAvgPool, maxPool } from './primitives/pools.ts';
import { noParameters, type Recorded } from './primitives/recorded.ts';
import { subsample } from './primitives/subsample.ts';

export interface Values {
  readonly trainable: FlatParameters;
  readonly statistics: FlatParameters;
}

/** What a training step adds to a forward pass; absent in evaluation. */
export interface TrainingContext {
  readonly step: Step;
  readonly options: StepOptions;
}

export type Tape = Map<number, Recorded>;

/** Runs `f` and frees every tensor it made, except those found in what it answers. */
export function scoped<Answer extends object>(f: () => Answer): Answer {
  return tf.tidy(f as unknown as () => tf.TensorContainer) as unknown as Answer;
}

/** The forward pass of a training step. The caller disposes what the tape holds. */
export function record(
  plan: readonly PlannedLayer[],
  values: Values,
  images: tf.Tensor4D,
  context: TrainingContext,
): Tape {
  const tape: Tape = new Map();
  for (const { layer, inputs } of plan) {
    const read = inputs.map((id) => tape.get(id)!.output);
    tape.set(
      layer.id,
      scoped(() => execute(layer, read, values, images, context)),
    );
  }
  return tape;
}

/** Scores of the layer `logits` by running statistics: [batch, 1, 1, classes]. */
export function infer(
  plan: readonly PlannedLayer[],
  values: Values,
  images: tf.Tensor4D,
  logits: number,
): tf.Tensor4D {
  const outputs = new Map<number, tf.Tensor4D>();
  for (const { layer, inputs, lastReads } of plan) {
    const read = inputs.map((id) => outputs.get(id)!);
    outputs.set(
      layer.id,
      tf.tidy(() => execute(layer, read, values, images, null).output),
    );
    for (const id of lastReads) outputs.get(id)?.dispose();
    if (layer.id === logits) break;
  }
  return outputs.get(logits)!;
}

function execute(
  layer: Layer,
  inputs: readonly tf.Tensor4D[],
  { trainable, statistics }: Values,
  images: tf.Tensor4D,
  context: TrainingContext | null,
): Recorded {
  const x = inputs[0] ?? images;
  const parameter = <T extends tf.Tensor>(role: string): T => trainable.view(`${layer.id}/${role}`) as T;
  switch (layer.kind) {
    case 'input':
      return { output: images.clone(), backward: () => ({ inputs: [], parameters: noParameters }) };
    case 'conv2d':
      return conv2d(x, parameter('kernel'), layer);
    case 'depthwiseConv2d':
      return depthwiseConv2d(x, parameter('kernel'), layer);
    case 'batchNorm': {
      const [gamma, beta] = [parameter<tf.Tensor1D>('gamma'), parameter<tf.Tensor1D>('beta')];
      if (context) return batchNorm(x, gamma, beta, layer.epsilon);
      const mean = statistics.view(`${layer.id}/mean`) as tf.Tensor1D;
      const variance = statistics.view(`${layer.id}/variance`) as tf.Tensor1D;
      return evaluated(batchNormByRunning(x, gamma, beta, mean, variance, layer.epsilon));
    }
    case 'relu':
      return relu(x);
    case 'maxPool':
      return maxPool(x, layer.size, layer.stride);
    case 'avgPool':
      return avgPool(x, layer.size, layer.stride, layer.padding);
    case 'add':
      return add(inputs);
    case 'concat':
      return concat(inputs);
    case 'globalAvgPool':
      return globalAvgPool(x);
    case 'dense':
      return dense(x, parameter('kernel'), parameter('bias'));
    case 'dropPath': {
      if (!context) return pass(x);
      const { step, options } = context;
      const q = dropPathProbability(
        options.keepProbability,
        layer.cell,
        layer.cells,
        step.step,
        step.totalSteps,
      );
      if (q <= 0) return pass(x);
      const factors = dropPathFactors(step, layer.position, x.shape[0], q);
      return scaleBy(x, tf.tensor4d(factors, [x.shape[0], 1, 1, 1]));
    }
    case 'dropout': {
      if (!context || layer.rate <= 0) return pass(x);
      const [batch, , , channels] = x.shape;
      const factors = dropoutFactors(context.step, layer.id, batch, channels, layer.rate);
      return scaleBy(x, tf.tensor4d(factors, [batch, 1, 1, channels]));
    }
    case 'subsample':
      return subsample(x, layer.offset);
    default:
      return layer satisfies never;
  }
}

/** A layer as evaluation runs it, which nobody differentiates. */
function evaluated(output: tf.Tensor4D): Recorded {
  return {
    output,
    backward() {
      throw new Error('a layer run for evaluation has no gradient');
    },
  };
}
