import { list, nullable, object, oneOf, readWith, refined, text, tuple, whole } from '../../base/fields.ts';
import { fail, type Result } from '../../base/result.ts';
import { LADDER, type RungId } from '../../settings/ladder.ts';
import { comparableKey, type Settings } from '../../settings/settings.ts';
import { bootstrapMean } from '../comparison/statistics.ts';
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

/** Fewer children tell a deviation to no better than about 30 %. */
const FEWEST = 10;

/** What the pairs say; null under ten whole children. */
export function measuredFigures(measured: MeasuredRecipe): Agreement | null {
  const pairs = pairsOf(measured);
  return pairs.length < FEWEST ? null : agreementOf(pairs, measured.validationImages);
}

/**
 * What luck in training adds to an accuracy, beyond what its validation images give by chance: the root of
 * var(difference) / 2 - binomial variance, 0 where that is negative. Its interval is a bootstrap over children, since a few
 * that differ much may carry most of it, as no normal distribution would have it. Null under ten whole children.
 */
export function trainingLuck(measured: MeasuredRecipe): Deviation | null {
  const figures = measuredFigures(measured);
  if (figures === null) return null;
  const binomial = (share: number): number => (share * (1 - share)) / measured.validationImages;
  const { low, high } = bootstrapMean(
    pairsOf(measured).map(([a, b]) => ((a - b) * (a - b) - binomial(a) - binomial(b)) / 2),
  );
  const deviation = (variance: number): number => Math.sqrt(Math.max(0, variance));
  return { value: figures.training, low: deviation(low), high: deviation(high) };
}

/** How far one training of one child may be off its true accuracy. */
export interface ChildNoise {
  /** Standard deviation of an accuracy of `images` images by chance alone. */
  readonly binomial: number;
  /** What luck in training adds; null: "images only", for the recipe was never measured. */
  readonly training: number | null;
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
  const luck = training ?? 0;
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
