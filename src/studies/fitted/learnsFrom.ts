import { list, nullable, number, object, oneOf, readWith, text, tuple, whole } from '../../base/fields.ts';
import { mean } from '../../base/statistics.ts';
import { RUNG_IDS, type RungId, rungOf } from '../../settings/ladder.ts';
import { MINI_STRATEGIES, type Settings, STRATEGY_IDS, type StrategyId } from '../../settings/settings.ts';
import { type MeasuredRecipe, measuredFigures, measuredKey, pairsOf } from '../recipes/measured.ts';
import committed from './learnsFrom.json' with { type: 'json' };
import type { RungFigures } from './madeReward.ts';

/** What the study found of a rung (learning.ts); written by `npm run -s bench -- --learning`. */
export interface StudiedRung {
  readonly rung: RungId;
  /** `measuredKey` of the settings whose figures were simulated: of another recipe it says nothing. */
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

const figures = object<RungFigures>({ mean: number(), ofChildren: number(), noise: number() });

const studied = list(
  object<StudiedRung>({
    rung: oneOf(RUNG_IDS),
    key: text(),
    figures,
    strategies: list(
      object<StudiedStrategy>({
        strategy: oneOf(STRATEGY_IDS),
        from: nullable(whole({ min: 1 })),
        points: list(tuple([whole(), number(), number({ min: 0, max: 1 })])),
      }),
    ),
  }),
);

/** Reads a parsed table of the study; the failure says what is wrong with it. */
export const readStudied = (value: unknown) => readWith(studied, value, 'the table of the study');

/** The table as it is committed. Of a rung that is not in it nothing was measured, so that nothing could be simulated. */
export const STUDIED: readonly StudiedRung[] = committed as readonly StudiedRung[];

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
  const own = table.find(({ key }) => key === measuredKey(rung.settings));
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

/** What the study takes of a rung's measurement; null where too few children were trained twice. */
export function figuresOf(measured: MeasuredRecipe): RungFigures | null {
  const found = measuredFigures(measured);
  if (found === null) return null;
  const { ofChildren, binomial, training } = found;
  return {
    mean: mean(pairsOf(measured).flat()),
    ofChildren,
    noise: Math.sqrt(binomial * binomial + training.value * training.value),
  };
}
