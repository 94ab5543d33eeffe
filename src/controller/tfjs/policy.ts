import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../base/random.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Lesson, Objective, Policy } from '../../strategies/learner/policy.ts';
import { initialValues, PARAMETER_NAMES, type ParameterName, parameterCount } from '../parameters.ts';
import { readAdam, writeAdam } from '../snapshot.ts';
import { type AdamState, adamStep, disposeAdam, startAdam } from './adam.ts';
import { judge, sampleSuggestion } from './decisions.ts';
import { type Tensors, tensorsOf } from './tensors.ts';

/** The policy on tfjs's current backend: one readback an architecture, none a lesson. */
export function createTfjsPolicy(space: SearchSpace, objective: Objective, random: Random): Policy {
  let adam = startAdam(tensorsOf(space, initialValues(space, random)));
  const become = (next: AdamState): void => {
    disposeAdam(adam);
    adam = next;
  };
  return {
    suggest: (own) => sampleSuggestion(adam.parameters, space, own),
    learn(lesson) {
      const judged = () => judge(adam.parameters, space, lesson.choices).logProbabilities;
      const drawn = objective.clipRange === null ? null : tf.tidy(judged);
      for (let epoch = 0; epoch < objective.epochs; epoch++) {
        become(ascend(adam, objective.learningRate, (own) => gain(own, space, objective, lesson, drawn)));
      }
      drawn?.dispose();
    },
    write: async () => writeAdam({ floats: await readBack(adam), step: adam.step }),
    read(written) {
      const { floats, step } = readAdam(written, space);
      const size = parameterCount(space);
      const set = (index: number): Tensors =>
        tensorsOf(space, floats.subarray(index * size, (index + 1) * size));
      become({ parameters: set(0), first: set(1), second: set(2), step });
    },
    dispose: () => disposeAdam(adam),
  };
}

function gain(
  parameters: Tensors,
  space: SearchSpace,
  { entropyWeight, clipRange }: Objective,
  { choices, advantages }: Lesson,
  drawn: tf.Tensor2D | null,
): tf.Scalar {
  const { logProbabilities, entropy } = judge(parameters, space, choices);
  const advantage = tf.tensor1d([...advantages]);
  let gains: tf.Tensor2D = tf.mul(logProbabilities, advantage);
  if (clipRange !== null && drawn !== null) {
    const ratio = tf.exp(tf.sub(logProbabilities, drawn));
    const clipped = tf.clipByValue(ratio, 1 - clipRange, 1 + clipRange);
    gains = tf.minimum(tf.mul(ratio, advantage), tf.mul(clipped, advantage));
  }
  return tf.mean(tf.add(tf.sum(gains, 0), tf.mul(entropy, entropyWeight)));
}

/** The state after one step of Adam up the gradient of `goal`; the old one stays the caller's. */
function ascend(state: AdamState, learningRate: number, goal: (parameters: Tensors) => tf.Scalar): AdamState {
  let next = state;
  tf.tidy(() => {
    const loss = (...values: tf.Tensor[]): tf.Scalar => {
      const parameters = Object.fromEntries(PARAMETER_NAMES.map((name, i) => [name, values[i]]));
      return tf.neg(goal(parameters as unknown as Tensors));
    };
    const gradients = tf.grads(loss)(PARAMETER_NAMES.map((name) => state.parameters[name]));
    const gradient = Object.fromEntries(PARAMETER_NAMES.map((name, i) => [name, gradients[i]]));
    next = adamStep(state, gradient as Record<ParameterName, tf.Tensor2D>, learningRate);
    for (const set of [next.parameters, next.first, next.second]) Object.values(set).forEach(tf.keep);
  });
  return next;
}

async function readBack({ parameters, first, second }: AdamState): Promise<Float32Array> {
  const flat = tf.tidy(() =>
    tf.concat1d(
      [parameters, first, second].flatMap((set) =>
        PARAMETER_NAMES.map((name) => tf.reshape(set[name], [-1]) as tf.Tensor1D),
      ),
    ),
  );
  try {
    return (await flat.data()) as Float32Array;
  } finally {
    flat.dispose();
  }
}
