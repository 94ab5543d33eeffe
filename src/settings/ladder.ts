import type { StrategyId } from '../strategies/list.ts';
import { comparableKey } from './comparableKey.ts';
import { MINI_STRATEGIES, PRESET_SETTINGS } from './presets.ts';
import type { Settings } from './table/table.ts';

export type RungId = 'demo' | 'small' | 'mini' | 'large';

/** A recipe that children are trained by, of which each costs several times the one before. */
export interface Rung {
  readonly id: RungId;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly settings: Settings;
}

const { demo, mini } = PRESET_SETTINGS;

/**
 * The ladder of recipes by which a search is fitted to a machine, the cheapest first: the presets Demo and Mini, one between
 * them and one above. Those above Demo are judged by 4,000 or 5,000 validation images, after the last epoch alone.
 */
export const LADDER: readonly Rung[] = [
  { id: 'demo', ...demo },
  {
    id: 'small',
    title: 'Small',
    summary: '20 children of 4 filters, each trained for 3 epochs on 4,000 images of 16 × 16 pixels.',
    // The crop moves images by as much of their width as Mini's; more validation images would not fit on small sites.
    settings: { ...mini.settings, imageSize: 16, filters: 4, cropPadding: 2, validationImages: 4000 },
  },
  { id: 'mini', ...mini },
  {
    id: 'large',
    title: 'Large',
    summary: '20 children with 5 blocks a cell, each trained for 5 epochs on 10,000 images.',
    settings: { ...mini.settings, epochs: 5, trainImages: 10_000 },
  },
];

export const RUNG_IDS: readonly RungId[] = LADDER.map(({ id }) => id);

/** A rung's settings for any strategy, with what that needs to learn within a few dozen children. */
export const rungFor = ({ settings }: Rung, strategy: StrategyId): Settings => ({
  ...settings,
  ...MINI_STRATEGIES[strategy],
  strategy,
});

/** The rung by whose recipe these settings train children, however those are chosen; undefined where they have one of their own. */
export function rungOf(settings: Settings): Rung | undefined {
  const key = comparableKey(settings);
  return LADDER.find((rung) => comparableKey(rung.settings) === key);
}
