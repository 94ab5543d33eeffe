import { type RungId, rungOf } from '../../settings/ladder.ts';
import { comparableKey, MINI_STRATEGIES, type Settings, type StrategyId } from '../../settings/settings.ts';
import committed from './learnsFrom.json' with { type: 'json' };
import type { RungFigures } from './madeReward.ts';

/** What the study found of a rung (learning.ts); written by `npm run -s bench -- --learning`. */
export interface StudiedRung {
  readonly rung: RungId;
  /** `comparableKey` of the settings whose figures were simulated: of another recipe it says nothing. */
  readonly key: string;
  readonly figures: RungFigures;
  readonly strategies: readonly StudiedStrategy[];
}

export interface StudiedStrategy {
  readonly strategy: StrategyId;
  /** The fewest children from which on it is better than random search; null: none that was looked at. */
  readonly from: number | null;
  /** Children, the winner's lead over random search's as a share of 1, and p. */
  readonly points: readonly (readonly [children: number, effect: number, p: number])[];
}

/** The table as it is committed. Of a rung that is not in it nothing was measured, so that nothing could be simulated. */
export const STUDIED: readonly StudiedRung[] = committed as unknown as readonly StudiedRung[]; // read field by field by its test

/** What is known of whether a search learns. */
export type Learns =
  /** Simulated, and shown from so many children on. */
  | { readonly kind: 'from'; readonly children: number }
  /** Simulated, and not shown for any number of children up to the most that were looked at. */
  | { readonly kind: 'not-shown' }
  /** One of the ladder's recipes, of which nothing was measured yet, or a strategy with other settings than were simulated. */
  | { readonly kind: 'unmeasured' }
  /** A recipe that is not on the ladder. */
  | { readonly kind: 'own-recipe' };

/** From how many children on a search by these settings was shown to learn. */
export function learnsFrom(settings: Settings, table: readonly StudiedRung[] = STUDIED): Learns {
  const rung = rungOf({ ...settings, reward: 'accuracy' });
  if (rung === undefined) return { kind: 'own-recipe' };
  const { strategy } = settings;
  const own = table.find(({ key }) => key === comparableKey(rung.settings));
  const found = own?.strategies.find((one) => one.strategy === strategy);
  if (found === undefined || settings.reward !== 'accuracy' || !hasStudied(settings))
    return { kind: 'unmeasured' };
  return found.from === null ? { kind: 'not-shown' } : { kind: 'from', children: found.from };
}

/** Whether the strategy has the settings that were simulated, those of the mini presets. */
function hasStudied(settings: Settings): boolean {
  const own = MINI_STRATEGIES[settings.strategy];
  return (Object.keys(own) as (keyof typeof own)[]).every((name) => own[name] === settings[name]);
}
