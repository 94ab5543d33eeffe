import { presetFor, type Settings, STRATEGY_IDS, type StrategyId } from '../../settings/settings.ts';
import type { ContestantInfo } from '../../strategies/info.ts';
import { STRATEGIES } from '../../strategies/list.ts';

/** What can take part in a comparison: each strategy with the settings of the mini preset, and those with published ones. */
export type ContestantId = StrategyId | PublishedId;

type PublishedId = Extract<(typeof STRATEGIES)[number], { published: ContestantInfo }>['published']['id'];

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

export const CONTESTANTS: Readonly<Record<ContestantId, Entry>> = Object.fromEntries([
  ...plain,
  ...published,
]);

export const CONTESTANT_IDS = Object.keys(CONTESTANTS) as readonly ContestantId[];

export function isContestantId(text: string): text is ContestantId {
  return Object.hasOwn(CONTESTANTS, text);
}

/** Those that are compared unless others are asked for. */
export const USUAL_CONTESTANTS: readonly ContestantId[] = STRATEGY_IDS;
export const USUAL_SEEDS = 10;
export const USUAL_TRIALS = 100;

/** How much of each a comparison can have that should take seconds, not minutes. */
export const COMPARISON_RANGES = { seeds: { min: 1, max: 100 }, trials: { min: 1, max: 1000 } } as const;
