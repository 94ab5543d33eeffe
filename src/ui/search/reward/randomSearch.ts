import type { BandPoint, TrialPoint } from '../../../drawings/reward/input.ts';
import type { Trial } from '../../../search/trial.ts';
import { comparableKey, type Settings } from '../../../settings/settings.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { BASELINE } from '../../../strategies/list.ts';
import { randomBand } from '../../../studies/uncertainty/band.ts';
import { LEAST_SHIPPED } from '../../../studies/uncertainty/draws.ts';
import { type Lead, leadOverRandom } from '../../../studies/uncertainty/lead.ts';
import { imagesVariance } from '../../../studies/uncertainty/whisker.ts';
import type { KnownRecipes, RandomChildren } from '../../hooks/recipes.ts';

/** What a run is held against: random children of its recipe. */
export interface RandomSearch extends RandomChildren {
  /** They were trained in this browser; else they ship with the page. */
  readonly isOwn: boolean;
}

/**
 * All children of the table, where children are looked up; those that ship with the page; where none do, those of random searches that this browser remembers, if they are enough for an
 * interval. A random search is not held against what it remembers itself.
 */
export function randomSearchOf(
  settings: Settings,
  recipes: KnownRecipes,
  remembered: PlaygroundState['randomRewards'],
  table: readonly number[] | null = null,
): RandomSearch | null {
  // Weighed against cost, accuracies are no rewards.
  if (settings.rewards === 'table' && settings.reward === 'accuracy' && table !== null)
    return { rewards: table, otherImages: 0, isOwn: false };
  const shipped = recipes.randomOf(settings);
  // Of fewer the band would soon be the best of them and no more.
  if (shipped !== null && shipped.rewards.length >= LEAST_SHIPPED) return { ...shipped, isOwn: false };
  const rewards = remembered[comparableKey(settings)] ?? [];
  if (settings.strategy === BASELINE || rewards.length < LEAST_SHIPPED) return null;
  return { rewards, otherImages: null, isOwn: true };
}

/** The best of 1 to `total` random children. */
export function bandInput(random: RandomSearch | null, total: number): BandPoint[] {
  if (random === null) return [];
  return randomBand(random.rewards, Math.max(2, total)).map(({ children, low, median, high }) => ({
    trial: children,
    low,
    median,
    high,
  }));
}

/**
 * By how much the best of a search is ahead of random search with as many children; null where there is nothing to compare, and
 * of random search itself. A graph that came again was no child of its own, and one that paused is not comparable.
 */
export function leadOf(
  { strategy, epochs, validationImages }: Settings,
  trials: readonly Trial[],
  best: readonly TrialPoint[],
  random: RandomSearch | null,
): Lead | null {
  const top = best.at(-1)?.value;
  if (strategy === BASELINE || random === null || random.rewards.length < LEAST_SHIPPED || top === undefined)
    return null;
  const children = trials.filter(({ status, budget }) => status !== 'reused' && (budget ?? epochs) >= epochs);
  if (children.length === 0) return null;
  // What all children have in common by the choice of their images is at most what one has by it.
  const otherImages = random.otherImages ?? 2 * imagesVariance(Math.min(1, top), validationImages);
  return leadOverRandom(top, children.length, random.rewards, { otherImages });
}
