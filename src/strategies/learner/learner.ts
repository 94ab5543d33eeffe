import { log } from '../../base/exactMath/log.ts';
import { nullable, number, readWith } from '../../base/fields.ts';
import { createRandom } from '../../base/random.ts';
import type { ValuesOf } from '../../base/setting.ts';
import { choicesOf } from '../../space/choices.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { damaged, openSnapshot, snapshotHead } from '../snapshot.ts';
import type { Observation, Strategy } from '../strategy.ts';
import { heldAgainstBaseline } from './baseline.ts';
import type { CreatePolicy, Objective } from './policy.ts';
import type { CONTROLLER_SETTINGS } from './settings.ts';

export interface LearnerOptions {
  readonly learningRate: number;
  /** Weight of the decisions' mean entropy, in nats, beside the reward. */
  readonly entropyWeight: number;
  /** Weight of the past in the moving average of rewards. */
  readonly baselineDecay: number;
  /** Where the policy computes: in arrays/, in tfjs/, or by place.ts in the better of the two. */
  readonly createPolicy: CreatePolicy;
}

export function learnerOptions(
  settings: ValuesOf<typeof CONTROLLER_SETTINGS>,
  createPolicy: CreatePolicy,
): LearnerOptions {
  const { controllerLearningRate: learningRate, entropyWeight, baselineDecay } = settings;
  return { learningRate, entropyWeight, baselineDecay, createPolicy };
}

/**
 * What all strategies with the LSTM policy share: sampling, the baseline, snapshots. The baseline is a moving average
 * that the first reward starts; each reward is held against the baseline before it, so that it stays independent of the
 * choices that earned the reward.
 */
export function createLearner(
  id: string,
  space: SearchSpace,
  options: LearnerOptions & Pick<Objective, 'epochs' | 'clipRange'>,
  seed: number,
): Strategy {
  let random = createRandom(seed);
  const policy = options.createPolicy(space, options, random.fork(0));
  let baseline: number | null = null;

  return {
    suggest: () => policy.suggest(random),
    async update(observations) {
      if (observations.length > 0) {
        const rewards = observations.map(({ reward }) => reward);
        const judged = heldAgainstBaseline(rewards, baseline, options.baselineDecay);
        const choices = observations.map(({ suggestion }) => choicesOf(space, suggestion.architecture));
        policy.learn({ choices, advantages: judged.advantages });
        baseline = judged.baseline;
      }
      return { baseline, entropy: meanEntropy(observations) };
    },
    snapshot: async () => ({ ...snapshotHead(id, space, random), baseline, adam: await policy.write() }),
    restore(snapshot) {
      const restored = openSnapshot(snapshot, id, space);
      const mean = readWith(nullable(number()), snapshot.baseline);
      if (!mean.ok) throw damaged('its baseline');
      policy.read(snapshot.adam);
      random = restored;
      baseline = mean.value;
    },
    dispose: () => policy.dispose(),
  };
}

/** Of the distributions that the children were drawn from; null where none came along. */
function meanEntropy(observations: readonly Observation[]): number | null {
  const entropies = observations.flatMap(({ suggestion }) =>
    (suggestion.decisions ?? []).map(({ probabilities }) =>
      probabilities.reduce((sum, p) => (p > 0 ? sum - p * log(p) : sum), 0),
    ),
  );
  return entropies.length > 0 ? entropies.reduce((a, b) => a + b) / entropies.length : null;
}
