import { list, nullable, number, object, oneOf, readWith, text, tuple, whole } from '../../base/fields.ts';
import { mean } from '../../base/statistics.ts';
import { RUNG_IDS } from '../../settings/ladder.ts';
import { STRATEGY_IDS } from '../../settings/settings.ts';
import { type MeasuredRecipe, measuredFigures, pairsOf } from '../recipes/measured.ts';
import type { StudiedRung, StudiedStrategy } from './learnsFrom.ts';
import type { RungFigures } from './madeReward.ts';

/** What the study takes, and the form in which it is committed: for the command that makes it, not for the page. */

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
export const readStudied = (value: unknown) => readWith(studied, value);

/** What the study takes of a rung's measurement; null where too few children were trained twice. */
export function figuresOf(measured: MeasuredRecipe): RungFigures | null {
  const found = measuredFigures(measured);
  if (found === null) return null;
  const { ofChildren, binomial, training } = found;
  return {
    mean: mean(pairsOf(measured).flat()),
    ofChildren,
    noise: Math.sqrt(binomial * binomial + training * training),
  };
}
