import { list, nullable, object, oneOf, readWith, refined, text, tuple, whole } from '../../base/fields.ts';
import { fail, type Result } from '../../base/result.ts';
import { LADDER, type RungId } from '../../settings/ladder.ts';
import { comparableKey, type Settings } from '../../settings/settings.ts';
import { type Agreement, agreementOf } from '../tabulated/agreement.ts';

/** Where the measured recipes lie in the page's files, and under public/. */
export const MEASURED_FILE = 'recipes/recipes.json';

/**
 * Random children of a recipe, drawn as random search draws them from its own space, each trained twice: what its noise is
 * measured on, and what a search's children can be held against.
 */
export interface MeasuredRecipe {
  /** On the ladder; or the recipe of the table's children. */
  readonly rung: RungId | 'table';
  /** `measuredKey` of its settings: what was measured of others says nothing of a recipe. */
  readonly key: string;
  readonly engine: string;
  /** Of that engine (engine/version.ts). */
  readonly engineVersion: number;
  /** Of the day of its last training, as 2026-11-29. */
  readonly date: string;
  readonly validationImages: number;
  /** How many of those each child had right, in its two trainings; null where one failed. */
  readonly right: readonly (readonly [number | null, number | null])[];
}

/** Equal where a child's accuracy is measured alike: a search may weigh it against cost, or stop other children early. */
export const measuredKey = (settings: Settings): string =>
  comparableKey({ ...settings, reward: 'accuracy', halving: false });

/** Accuracies of the children of which neither training failed. */
export const pairsOf = ({ right, validationImages }: MeasuredRecipe): readonly [number, number][] =>
  right.flatMap(([first, second]) =>
    first === null || second === null ? [] : [[first / validationImages, second / validationImages]],
  );

/** A deviation of accuracy, as a share of 1, with its 95 % interval. */
export interface Deviation {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface MeasuredFigures extends Omit<Agreement, 'training'> {
  /** Of one training, beyond what its validation images give by chance. */
  readonly training: Deviation;
}

/** Fewer children tell a deviation to no better than about 30 %. */
const FEWEST = 10;

/**
 * Of the pairs' differences: var(difference) / 2 - binomial variance, 0 where that is below it. The first term's standard
 * error is itself times sqrt(2 / children), which the interval goes by. Null under ten whole children.
 */
export function measuredFigures(measured: MeasuredRecipe): MeasuredFigures | null {
  const pairs = pairsOf(measured);
  const agreement = pairs.length < FEWEST ? null : agreementOf(pairs, measured.validationImages);
  if (agreement === null) return null;
  const { ofTrainings, binomial, children } = agreement;
  const reach = 1.96 * Math.sqrt(2 / children);
  const without = (share: number): number =>
    Math.sqrt(Math.max(0, share * ofTrainings * ofTrainings - binomial * binomial));
  return {
    ...agreement,
    training: { value: without(1), low: without(1 - reach), high: without(1 + reach) },
  };
}

/** How far one training of one child may be off its true accuracy. */
export interface ChildNoise {
  /** Standard deviation of an accuracy of `images` images by chance alone. */
  readonly binomial: number;
  /** What luck in training adds; null: "images only", for the recipe was never measured. */
  readonly training: Deviation | null;
  /** sqrt(binomial^2 + training^2), or of the images alone. */
  readonly deviation: number;
}

/** Of a child with this accuracy, 0 to 1, under any settings; of a recipe on the list where it was measured. */
export function childNoise(
  accuracy: number,
  settings: Settings,
  measured: readonly MeasuredRecipe[],
): ChildNoise {
  const binomial = Math.sqrt((accuracy * (1 - accuracy)) / settings.validationImages);
  const own = measured.find(({ key }) => key === measuredKey(settings));
  const training = (own && measuredFigures(own)?.training) ?? null;
  const luck = training?.value ?? 0;
  return { binomial, training, deviation: Math.sqrt(binomial * binomial + luck * luck) };
}

const VERSION = 1;

const rungs = [...LADDER.map(({ id }) => id), 'table'] as const;

const count = nullable(whole());

const recipe = refined(
  object<MeasuredRecipe>(
    {
      rung: oneOf(rungs),
      key: text(),
      engine: text(),
      engineVersion: whole({ min: 1 }),
      date: text({ pattern: /^\d{4}-\d\d-\d\d$/, called: 'a day like 2026-11-29' }),
      validationImages: whole({ min: 1 }),
      right: list(tuple([count, count]), { min: 1 }),
    },
    [],
    { others: 'ignored' },
  ),
  ({ right, validationImages }) =>
    right.flat().some((one) => one !== null && one > validationImages)
      ? `at most ${validationImages} images right`
      : null,
);

const file = object<{ readonly version: 1; readonly recipes: readonly MeasuredRecipe[] }>(
  {
    version: oneOf([VERSION]),
    recipes: refined(list(recipe), (recipes) =>
      new Set(recipes.map(({ rung }) => rung)).size < recipes.length ? 'a list with each rung once' : null,
    ),
  },
  [],
  { others: 'ignored' },
);

/** A line a recipe. */
export const encodeMeasured = (recipes: readonly MeasuredRecipe[]): string =>
  `{"version":${VERSION},"recipes":[\n${recipes.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;

/** Reads a parsed file; the failure names what is damaged, and the remedy. */
export function decodeMeasured(value: unknown): Result<readonly MeasuredRecipe[], string> {
  const read = readWith(file, value);
  if (read.ok) return { ok: true, value: read.value.recipes };
  return fail(
    `The measured recipes cannot be used: ${read.error}. Run "npm run -s bench -- --recipes" to write them anew.`,
  );
}
