import type { Trial } from '../../search/trial.ts';
import { knownBefore, type WaveSettings } from '../../search/waves/waves.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { type Difference, differencesOf } from '../../space/differences.ts';
import type { Run } from '../run.ts';

type Evolved = Pick<Run, 'trials' | 'updates'> & {
  readonly settings: Pick<Settings, 'populationSize'> & WaveSettings;
};

/** Where a child of evolution comes from. */
export type Birth =
  /** One of the first, or nothing had been learned yet. */
  | { readonly kind: 'random' }
  /** Copies of a parent are what they are: `mutation` is null. More than one where others could have borne it as well, the best first. */
  | { readonly kind: 'born'; readonly parents: readonly Parent[] };

export interface Parent {
  readonly trial: Trial;
  readonly mutation: Difference | null;
}

/** Who lived when a child was proposed, the oldest first: the latest children that evolution had learned from (Real et al. 2019). */
export function populationBefore({ trials, updates, settings }: Evolved, child: number): readonly Trial[] {
  const learned = knownBefore({ updates, settings }, child);
  return trials
    .slice(0, learned)
    .filter(({ promotedFrom }) => promotedFrom === undefined)
    .slice(-settings.populationSize);
}

/**
 * Which of the population can have borne a child: those whose spelling is one mutation away, and only where there are none of
 * them the same. A run does not keep which of several it was, nor who competed.
 */
export function birthOf(run: Evolved, child: number, architecture: Architecture): Birth {
  const population = populationBefore(run, child);
  const earlier = run.trials.slice(0, child - 1).filter(({ promotedFrom }) => promotedFrom === undefined);
  if (earlier.length < run.settings.populationSize || population.length === 0) return { kind: 'random' };
  const near = population.flatMap((trial): (Parent & { readonly distance: number })[] => {
    const differences = differencesOf(trial.architecture, architecture);
    if (differences === null || differences.length > 1) return [];
    return [{ trial, mutation: differences[0] ?? null, distance: differences.length }];
  });
  const mutated = near.filter(({ distance }) => distance === 1);
  const parents = (mutated.length > 0 ? mutated : near)
    .map(({ trial, mutation }) => ({ trial, mutation }))
    .sort((a, b) => b.trial.reward - a.trial.reward);
  return { kind: 'born', parents };
}
