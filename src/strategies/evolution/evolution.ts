import { InputError } from '../../base/errors.ts';
import { list, readWith, whole } from '../../base/fields.ts';
import { createRandom } from '../../base/random.ts';
import type { Architecture } from '../../space/architecture.ts';
import { mutateArchitecture } from '../../space/mutate.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { type Member, memberField } from '../members.ts';
import { damaged, openSnapshot, snapshotHead } from '../snapshot.ts';
import type { Strategy } from '../strategy.ts';

export interface EvolutionOptions {
  /** P: how many of the latest children live. */
  readonly populationSize: number;
  /** S: how many of them compete to be the parent. */
  readonly sampleSize: number;
  /** Share of mutations that change nothing. */
  readonly identityRate: number;
  /** Whether a graph that was trained before is trained again. */
  readonly retrainKnown: boolean;
}

/**
 * Aging evolution (Real et al. 2019, algorithm 1): the first P children are random; then S of the population are drawn
 * with replacement, the best of them is mutated in one decision or, rarely, in none, and the child takes the place of
 * the oldest, however good that was. Aging is made against lucky children: it does that only where a graph that is born
 * again is trained again. Throws an InputError where the space leaves nothing to mutate.
 */
export function createEvolution(space: SearchSpace, options: EvolutionOptions, seed: number): Strategy {
  const { populationSize, sampleSize, identityRate } = options;
  if (openDecisions(space).every(({ choices }) => choices < 2)) {
    throw new InputError('Evolution needs a search space with a decision that has two choices or more.');
  }
  let random = createRandom(seed);
  let suggested = 0;
  /** Oldest first. */
  let population: readonly Member[] = [];

  const parent = (): Architecture => {
    const drawn = Array.from(
      { length: sampleSize },
      () => population[random.integer(population.length)] as Member,
    );
    return drawn.reduce((best, member) => (member.reward > best.reward ? member : best)).architecture;
  };

  // Without identities nothing is drawn for them: searches of before them go on alike.
  const child = (): Architecture => {
    const chosen = parent();
    const same = identityRate > 0 && random.uniform() < identityRate;
    return same ? chosen : mutateArchitecture(chosen, space, random);
  };

  return {
    retrainsKnown: options.retrainKnown,
    async suggest() {
      // Where updates are rarer than P children there is nothing yet to mutate.
      const isFirst = suggested < populationSize || population.length === 0;
      suggested += 1;
      return {
        architecture: isFirst ? sampleArchitecture(space, random) : child(),
      };
    },
    async update(observations) {
      const born = observations.map(({ suggestion, reward }) => ({
        architecture: suggestion.architecture,
        reward,
      }));
      population = [...population, ...born].slice(-populationSize);
      return { baseline: null, entropy: null };
    },
    snapshot: async () => ({ ...snapshotHead('evolution', space, random), suggested, population }),
    restore(snapshot) {
      const restored = openSnapshot(snapshot, 'evolution', space);
      const count = readWith(whole(), snapshot.suggested);
      if (!count.ok) throw damaged('its count');
      const members = readWith(list(memberField(space), { max: populationSize }), snapshot.population);
      if (!members.ok) throw damaged('its population');
      population = members.value;
      suggested = count.value;
      random = restored;
    },
    dispose() {},
  };
}
