import { finalistTrainings } from '../../search/finalists.ts';
import { LADDER, type Rung, rungFor } from '../../settings/ladder.ts';
import { SETTING_NAMES, type SettingName, type Settings, type StrategyId } from '../../settings/settings.ts';
import { learnsFrom } from './learnsFrom.ts';
import type { RungSeconds } from './pace.ts';

/** The preset Fitted: a search of about two minutes, wherever that is. */
export const FITTED_SECONDS = 120;
const FEWEST = 12;
const MOST = 60;
/** Twice the fewest: a cheaper recipe is taken where fewer children would fit, unless so many are shown to learn. */
const ENOUGH = 24;
/** Children come in fours, so that the unrest of a measurement seldom changes their number. */
const STEP = 4;

/** A choice that was made: plain settings, and what they take. */
export interface Fitted {
  readonly rung: Rung;
  readonly settings: Settings;
  /** Of all children and finalists. */
  readonly seconds: number;
}

/** Settings that a choice leaves as they are, whatever else a person has set. */
const ALWAYS: readonly SettingName[] = ['strategy', 'seed', 'dataset'];

/**
 * The costliest rung of which enough children fit into two minutes, finalists included, and as many as do, up to 60; where
 * enough fit of none, the cheapest with as many as do, but 12. Enough are as many as the strategy was shown to learn from, or
 * else 24. What `stand` names is taken from `given`, as are strategy, seed and data set. Null where no rung has a pace.
 */
export function chooseFitted(
  pace: RungSeconds,
  given: Settings,
  stand: readonly SettingName[] = [],
): Fitted | null {
  const timed = LADDER.flatMap((rung) => {
    const seconds = pace[rung.id];
    return seconds === undefined ? [] : [optionOf(rung, seconds, given, stand)];
  });
  const chosen = timed.findLast(({ fit, enough }) => fit >= enough) ?? timed[0];
  if (chosen === undefined) return null;
  const { rung, fit, each, settings } = chosen;
  const trials = stand.includes('trials') ? settings.trials : Math.min(MOST, Math.max(FEWEST, fit));
  const own = { ...settings, trials };
  return { rung, settings: own, seconds: (trials + finalistTrainings(own)) * each };
}

/** Settings that a choice brings: the number of children, and what rungs differ in. */
export const CHOSEN: ReadonlySet<SettingName> = new Set(
  SETTING_NAMES.filter(
    (name) => name === 'trials' || new Set(LADDER.map(({ settings }) => String(settings[name]))).size > 1,
  ).filter((name) => !ALWAYS.includes(name)),
);

/** What is searched where nothing could be measured. */
export function fittedToNothing(given: Settings, stand: readonly SettingName[] = []): Settings {
  return standing(rungFor(LADDER[0]!, given.strategy), given, stand);
}

/** What stands in the settings until they are chosen: about what a graphics card gets. */
export function fittedBefore(strategy: StrategyId, seed: number): Settings {
  const small = LADDER.find(({ id }) => id === 'small') as Rung;
  return { ...rungFor(small, strategy), trials: ENOUGH, seed };
}

/** The fewest children that a rung is chosen for. */
export function enoughOf(settings: Settings): number {
  const learns = learnsFrom(settings);
  if (learns.kind === 'from') return Math.min(MOST, learns.children);
  // Nobody has shown that a strategy learns by this recipe: cheaper children that it learns from go before a few of these.
  return learns.kind === 'unmeasured' ? MOST : ENOUGH;
}

function optionOf(rung: Rung, each: number, given: Settings, stand: readonly SettingName[]) {
  const settings = standing(rungFor(rung, given.strategy), given, stand);
  const isGiven = stand.includes('trials');
  const enough = isGiven ? settings.trials : enoughOf(settings);
  const further = finalistTrainings({ ...settings, trials: isGiven ? settings.trials : MOST });
  const most = FITTED_SECONDS / each - further;
  return { rung, settings, each, enough, fit: isGiven ? most : Math.floor(most / STEP) * STEP };
}

function standing(settings: Settings, given: Settings, stand: readonly SettingName[]): Settings {
  const kept = [...ALWAYS, ...stand].map((name) => [name, given[name]]);
  return { ...settings, ...Object.fromEntries(kept) };
}
