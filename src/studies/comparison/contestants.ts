import { presetFor, type Settings, type StrategyId } from '../../settings/settings.ts';
import type { ContestantInfo } from '../../strategies/info.ts';
import { STRATEGIES } from '../../strategies/list.ts';

/**
 * What can take part in a comparison: each strategy with the settings of the mini preset, those with published ones, and
 * variants of some.
 */
export type ContestantId = StrategyId | PublishedId | VariantId;

type PublishedId = Extract<(typeof STRATEGIES)[number], { published: ContestantInfo }>['published']['id'];

type VariantId = Extract<(typeof STRATEGIES)[number], { variant: ContestantInfo }>['variant']['id'];

interface Entry {
  /** How it is called, and drawn. */
  readonly called: ContestantInfo;
  readonly settings: Settings;
}

const plain = STRATEGIES.map((called) => [called.id, { called, settings: presetFor('mini', called.id) }]);
const published = STRATEGIES.flatMap((strategy) =>
  'published' in strategy
    ? [[strategy.published.id, { called: strategy.published, settings: presetFor('paper', strategy.id) }]]
    : [],
);

const variants = STRATEGIES.flatMap((strategy) => {
  if (!('variant' in strategy)) return [];
  const { settings, ...called } = strategy.variant;
  return [[called.id, { called, settings: { ...presetFor('mini', strategy.id), ...settings } }]];
});

export const CONTESTANTS: Readonly<Record<ContestantId, Entry>> = Object.fromEntries([
  ...plain,
  ...published,
  ...variants,
]);

export const CONTESTANT_IDS = Object.keys(CONTESTANTS) as readonly ContestantId[];

export function isContestantId(text: string): text is ContestantId {
  return Object.hasOwn(CONTESTANTS, text);
}

/** Searches of each by which strategies are judged, and their children (docs/BENCHMARK.md). */
export const JUDGED_SEEDS = 30;
export const JUDGED_TRIALS = 100;

/** How much of each a comparison can have that should take seconds, not minutes. */
export const COMPARISON_RANGES = { seeds: { min: 1, max: 100 }, trials: { min: 1, max: 1000 } } as const;
