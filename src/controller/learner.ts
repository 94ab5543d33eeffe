import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../base/random.ts';
import { damaged, openSnapshot, snapshotHead } from '../search/snapshot.ts';
import type { Observation, Strategy } from '../search/strategy.ts';
import { choicesOf } from '../space/choices.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { type AdamState, adamStep, disposeAdam, startAdam } from './adam.ts';
import { initialParameters, PARAMETER_NAMES, type ParameterName, type Parameters } from './parameters.ts';
import { runOn } from './place.ts';
import { sampleSuggestion } from './policy.ts';
import { readAdam, writeAdam } from './snapshot.ts';

export interface LearnerOptions {
  readonly learningRate: number;
  /** Weight of the decisions' mean entropy, in nats, beside the reward. */
  readonly entropyWeight: number;
  /** Weight of the past in the moving average of rewards. */
  readonly baselineDecay: number;
  /**
   * Backend that the policy computes on; tfjs's current one unless given. On a software adapter tfjs's WebGPU kernels
   * take about 75 times as long for these small matrices as its cpu backend.
   */
  readonly backend?: 'cpu';
}

/** Children to learn from: the choices that made each, and how much better than the baseline it did. */
export interface Lesson {
  readonly choices: readonly (readonly number[])[];
  readonly advantages: readonly number[];
}

/** The state after an update; the old one stays the caller's, and what it makes in between it disposes of. */
export type Learn = (state: AdamState, lesson: Lesson) => AdamState;

/**
 * What all strategies with the LSTM policy share: sampling, the baseline, snapshots. The baseline is a moving average
 * that the first reward starts; each reward is held against the baseline before it, so that it stays independent of the
 * choices that earned the reward.
 */
export function createLearner(
  id: 'ppo' | 'reinforce',
  space: SearchSpace,
  options: LearnerOptions,
  seed: number,
  learn: Learn,
): Strategy {
  const backend = options.backend ?? tf.getBackend();
  let random = createRandom(seed);
  let adam = runOn(backend, () => startAdam(initialParameters(space, random.fork(0))));
  let baseline: number | null = null;

  return {
    suggest: () => runOn(backend, () => sampleSuggestion(adam.parameters, space, random)),
    async update(observations) {
      if (observations.length > 0) {
        const judged = advantages(observations, baseline, options.baselineDecay);
        const choices = observations.map(({ suggestion }) => choicesOf(space, suggestion.architecture));
        const before = adam;
        adam = runOn(backend, () => learn(before, { choices, advantages: judged.advantages }));
        disposeAdam(before);
        baseline = judged.baseline;
      }
      return { baseline, entropy: meanEntropy(observations) };
    },
    snapshot: async () => ({
      ...snapshotHead(id, space, random),
      baseline,
      adam: await runOn(backend, () => writeAdam(adam)),
    }),
    restore(snapshot) {
      const restored = openSnapshot(snapshot, id, space);
      const mean = snapshot.baseline;
      if (mean !== null && typeof mean !== 'number') throw damaged('its baseline');
      const before = adam;
      adam = runOn(backend, () => readAdam(snapshot.adam, space));
      disposeAdam(before);
      random = restored;
      baseline = mean;
    },
    dispose: () => disposeAdam(adam),
  };
}

/** One step of Adam up the gradient of `gain`, which answers a scalar. */
export function ascend(
  state: AdamState,
  gain: (parameters: Parameters) => tf.Scalar,
  learningRate: number,
): AdamState {
  let next = state;
  tf.tidy(() => {
    const loss = (...values: tf.Tensor[]): tf.Scalar => {
      const parameters = Object.fromEntries(PARAMETER_NAMES.map((name, i) => [name, values[i]]));
      return tf.neg(gain(parameters as unknown as Parameters));
    };
    const gradients = tf.grads(loss)(PARAMETER_NAMES.map((name) => state.parameters[name]));
    const gradient = Object.fromEntries(PARAMETER_NAMES.map((name, i) => [name, gradients[i]]));
    next = adamStep(state, gradient as Record<ParameterName, tf.Tensor2D>, learningRate);
    for (const set of [next.parameters, next.first, next.second]) Object.values(set).forEach(tf.keep);
  });
  return next;
}

function advantages(observations: readonly Observation[], before: number | null, decay: number) {
  let baseline = before ?? observations[0]?.reward ?? 0;
  const values = observations.map(({ reward }) => {
    const advantage = reward - baseline;
    baseline = decay * baseline + (1 - decay) * reward;
    return advantage;
  });
  return { baseline, advantages: values };
}

/** Of the distributions that the children were drawn from; null where none came along. */
function meanEntropy(observations: readonly Observation[]): number | null {
  const entropies = observations.flatMap(({ suggestion }) =>
    (suggestion.decisions ?? []).map(({ probabilities }) =>
      probabilities.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0),
    ),
  );
  return entropies.length > 0 ? entropies.reduce((a, b) => a + b) / entropies.length : null;
}
