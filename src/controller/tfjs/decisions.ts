import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../base/random.ts';
import { architectureOf } from '../../space/choices.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import type { Decision, DecisionKind, Suggestion } from '../../strategies/strategy.ts';
import { gumbelNoise, NEVER } from '../noise.ts';
import { embeddingRows, UNITS, widestStep } from '../parameters.ts';
import { lstmStep, zeroState } from './lstm.ts';
import type { Tensors } from './tensors.ts';

/** Draws one architecture. All noise is made here and uploaded once; one readback brings choices and probabilities. */
export async function sampleSuggestion(
  parameters: Tensors,
  space: SearchSpace,
  random: Random,
): Promise<Suggestion> {
  const steps = openDecisions(space);
  const width = widestStep(space);
  const drawn = drawOnDevice(parameters, space, gumbelNoise(space, random));
  let rows: Float32Array;
  try {
    rows = (await drawn.data()) as Float32Array;
  } finally {
    drawn.dispose();
  }
  const decisions = steps.map(({ choices, ...step }, index): Decision => {
    const row = rows.subarray(index * (width + 1), (index + 1) * (width + 1));
    return { ...step, choice: row[0] as number, probabilities: [...row.subarray(1, 1 + choices)] };
  });
  const choices = decisions.map((decision) => decision.choice);
  return { architecture: architectureOf(space, choices), decisions };
}

export interface Judgement {
  /** Of each decision by itself, [decisions, batch]. */
  readonly logProbabilities: tf.Tensor2D;
  /** Mean entropy of its decisions in nats, [batch]. */
  readonly entropy: tf.Tensor1D;
}

/** How likely given choices are (one list of 2 x 5B an architecture); differentiable in the parameters. */
export function judge(
  parameters: Tensors,
  space: SearchSpace,
  batch: readonly (readonly number[])[],
): Judgement {
  const steps = openDecisions(space);
  const width = widestStep(space);
  const size = batch.length;
  const { inputs, chosen } = oneHots(space, batch);
  const table = gateTable(parameters);
  const gates = tf.matMul(tf.tensor2d(inputs, [steps.length * size, embeddingRows(space).total]), table);
  let state = zeroState(size, UNITS);
  const hiddens = steps.map((_, index) => {
    const input = tf.slice2d(gates as tf.Tensor2D, [index * size, 0], [size, 4 * UNITS]);
    state = lstmStep(input, state, parameters.recurrentKernel);
    return state.hidden;
  });
  const logits = tf.add(headLogits(parameters, space, tf.concat2d(hiddens, 0), size), mask(space));
  const logs = tf.logSoftmax(logits);
  const picked = tf.mul(logs, tf.tensor3d(chosen, [steps.length, size, width]));
  const surprise = tf.mul(tf.exp(logs), logs);
  return {
    logProbabilities: tf.sum(picked, 2),
    entropy: tf.div(tf.sum(tf.sum(surprise, 2), 0), -steps.length),
  };
}

/** [steps, 1 + width]: each step's choice, then its probabilities. */
function drawOnDevice(parameters: Tensors, space: SearchSpace, noise: Float32Array): tf.Tensor2D {
  const steps = openDecisions(space);
  const width = widestStep(space);
  const rows = embeddingRows(space);
  return tf.tidy(() => {
    const table = gateTable(parameters);
    const embedded = (kind: DecisionKind): tf.Tensor2D => {
      const end = kind === 'input' ? rows.operation : kind === 'operation' ? rows.combiner : rows.total;
      return tf.slice2d(table, [rows[kind], 0], [end - rows[kind], 4 * UNITS]);
    };
    const tables = {
      input: embedded('input'),
      operation: embedded('operation'),
      combiner: embedded('combiner'),
    };
    const noises = tf.split(tf.tensor2d(noise, [steps.length, width]), steps.length);
    const biases = tf.split(parameters.headBias, steps.length);
    const logits: tf.Tensor2D[] = [];
    const choices: tf.Tensor1D[] = [];
    let input = tf.slice2d(table, [rows.start, 0], [1, 4 * UNITS]);
    let state = zeroState(1, UNITS);
    steps.forEach(({ kind }, index) => {
      state = lstmStep(input, state, parameters.recurrentKernel);
      const logit: tf.Tensor2D = tf.add(
        tf.matMul(state.hidden, parameters[`${kind}Head`]),
        biases[index] as tf.Tensor2D,
      );
      const choice: tf.Tensor1D = tf.argMax(tf.add(logit, noises[index] as tf.Tensor2D), 1);
      input = tf.gather(tables[kind], choice);
      logits.push(logit);
      choices.push(choice);
    });
    const masked = tf.add(tf.concat2d(logits, 0), tf.reshape(mask(space), [steps.length, width]));
    const chosen = tf.reshape(tf.cast(tf.concat1d(choices), 'float32'), [steps.length, 1]);
    return tf.concat2d([chosen as tf.Tensor2D, tf.softmax(masked) as tf.Tensor2D], 1);
  });
}

/** Every choice's share of the gates, [choices, 4 units]: the embedding times the input kernel, plus the bias. */
function gateTable({ embedding, inputKernel, bias }: Tensors): tf.Tensor2D {
  return tf.add(tf.matMul(embedding, inputKernel), bias);
}

/** Hidden states [steps * batch, units], step after step, to logits [steps, batch, width]. */
function headLogits(
  parameters: Tensors,
  space: SearchSpace,
  hidden: tf.Tensor2D,
  batch: number,
): tf.Tensor3D {
  const steps = openDecisions(space);
  const width = widestStep(space);
  // Every step goes through every head and keeps its own: three products, whatever the order of the decisions is.
  const through = (kind: DecisionKind): tf.Tensor3D => {
    const logits = tf.matMul(hidden, parameters[`${kind}Head`]);
    const own = Float32Array.from(steps, (step) => (step.kind === kind ? 1 : 0));
    return tf.mul(tf.reshape(logits, [steps.length, batch, width]), tf.tensor3d(own, [steps.length, 1, 1]));
  };
  const logits = tf.addN([through('input'), through('operation'), through('combiner')]);
  return tf.add(logits, tf.reshape(parameters.headBias, [steps.length, 1, width]));
}

/** [steps, 1, width]: 0 for a choice that exists, else NEVER. */
function mask(space: SearchSpace): tf.Tensor3D {
  const steps = openDecisions(space);
  const width = widestStep(space);
  const values = new Float32Array(steps.length * width);
  steps.forEach(({ choices }, index) => {
    values.fill(NEVER, index * width + choices, (index + 1) * width);
  });
  return tf.tensor3d(values, [steps.length, 1, width]);
}

/** Step after step: what each LSTM step is fed [steps * batch, rows], and what it chose [steps, batch, width]. */
function oneHots(space: SearchSpace, batch: readonly (readonly number[])[]) {
  const steps = openDecisions(space);
  const width = widestStep(space);
  const rows = embeddingRows(space);
  const inputs = new Float32Array(steps.length * batch.length * rows.total);
  const chosen = new Float32Array(steps.length * batch.length * width);
  steps.forEach((_, index) => {
    const before = steps[index - 1];
    batch.forEach((choices, example) => {
      const position = index * batch.length + example;
      const row = before ? rows[before.kind] + (choices[index - 1] as number) : rows.start;
      inputs[position * rows.total + row] = 1;
      chosen[position * width + (choices[index] as number)] = 1;
    });
  });
  return { inputs, chosen };
}
