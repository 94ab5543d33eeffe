import { type Field, list, nullable, number, object, readWith, text } from '../../base/fields.ts';
import { createRandom } from '../../base/random.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { drawUnseen } from '../drawUnseen.ts';
import { architectureField } from '../members.ts';
import { damaged, openSnapshot, snapshotHead } from '../snapshot.ts';
import type { Snapshot, Strategy } from '../strategy.ts';
import { type Candidate, candidateSource } from './candidates.ts';
import { type ChildCost, type FeatureValues, featureReader } from './features.ts';
import { type Regression, type RegressionOptions, regression } from './regression.ts';

export interface LinearOptions extends RegressionOptions {
  /** Random children before the model is asked. */
  readonly initialChildren: number;
  /** Posterior deviations above the mean at which a child is judged. */
  readonly explorationWeight: number;
  /** Draws to choose a child from, in an open space. */
  readonly candidates: number;
}

/** A child that the model has learned from. */
export interface LinearChild {
  readonly architecture: Architecture;
  readonly reward: number;
  /** The score that was expected of it when it was proposed, before its reward was known; null where it was drawn at random. */
  readonly predicted: number | null;
}

/** A child whose reward is still to come. */
interface Asked {
  readonly key: string;
  readonly predicted: number | null;
}

/**
 * Bayesian linear regression (regression.ts) of the ranks of rewards on what a child is made of and costs (features.ts).
 * After some random children each one is the candidate whose upper bound, the expected score plus `explorationWeight`
 * deviations, is the highest (candidates.ts). No graph is suggested twice while others are left. Prior and noise
 * are fixed settings; they are not fitted.
 */
export function createLinearSearch(
  space: SearchSpace,
  options: LinearOptions,
  cost: (architecture: Architecture) => ChildCost,
  seed: number,
): Strategy {
  let random = createRandom(seed);
  let children: readonly LinearChild[] = [];
  let asked: readonly Asked[] = [];
  let seen = new Set<string>();
  /** Of the children, in their order. */
  let values: readonly FeatureValues[] = [];
  /** Null once there are more children than it knows. */
  let model: Regression | null = null;
  const valuesOf = featureReader(space, cost);
  const candidates = candidateSource(space, options.candidates, valuesOf);

  const choose = (): { architecture: Architecture; predicted: number | null } => {
    const known = children.length + asked.length;
    if (known >= options.initialChildren && children.length >= 2) {
      const chosen = mostPromising();
      if (chosen !== null) return chosen;
    }
    return { architecture: drawUnseen(space, random, seen), predicted: null };
  };

  const mostPromising = (): { architecture: Architecture; predicted: number } | null => {
    const some = candidates(children, (key) => seen.has(key), random);
    if (some.length === 0) return null;
    model ??= regression(
      children.map(({ reward }, index) => ({ reward, values: values[index] as FeatureValues })),
      options,
    );
    // Equals are many at first: the first of them from a random place on.
    const first = random.integer(some.length);
    let chosen: { architecture: Architecture; predicted: number } | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < some.length; step++) {
      const candidate = some[(first + step) % some.length] as Candidate;
      const { mean, deviation } = model.predict(candidate.values);
      const bound = mean + options.explorationWeight * deviation;
      if (bound <= most) continue;
      most = bound;
      chosen = { architecture: candidate.architecture, predicted: mean };
    }
    return chosen;
  };

  return {
    async suggest() {
      const { architecture, predicted } = choose();
      const key = canonicalKey(architecture);
      seen.add(key);
      asked = [...asked, { key, predicted }];
      return { architecture };
    },
    async update(observations) {
      for (const { suggestion, reward } of observations) {
        const { architecture } = suggestion;
        const key = canonicalKey(architecture);
        const place = asked.findIndex((one) => one.key === key);
        const predicted = asked[place]?.predicted ?? null;
        asked = asked.filter((_, index) => index !== place);
        seen.add(key);
        children = [...children, { architecture, reward, predicted }];
        values = [...values, valuesOf(architecture)];
      }
      model = null;
      return { baseline: null, entropy: null };
    },
    snapshot: async () => ({ ...snapshotHead('linear', space, random), children, asked }),
    restore(snapshot) {
      const restored = openSnapshot(snapshot, 'linear', space);
      const kept = linearChildren(snapshot, space);
      const waiting = readWith(list(askedField), snapshot.asked);
      if (!waiting.ok) throw damaged('the children it waits for');
      random = restored;
      children = kept;
      asked = waiting.value;
      values = children.map(({ architecture }) => valuesOf(architecture));
      seen = new Set([
        ...children.map(({ architecture }) => canonicalKey(architecture)),
        ...asked.map(({ key }) => key),
      ]);
      model = null;
    },
    dispose() {},
  };
}

/** The children of a snapshot of this strategy, in the order in which their rewards came; throws an InputError where they are damaged. */
export function linearChildren(snapshot: Snapshot, space: SearchSpace): readonly LinearChild[] {
  const child: Field<LinearChild> = object<LinearChild>(
    { architecture: architectureField(space), reward: number(), predicted: nullable(number()) },
    [],
    { others: 'ignored' },
  );
  const children = readWith(list(child), snapshot.children);
  if (!children.ok) throw damaged('the children it has learned from');
  return children.value;
}

const askedField = object<Asked>({ key: text(), predicted: nullable(number()) }, [], { others: 'ignored' });
