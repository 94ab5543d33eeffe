import { list, nullable, object, oneOf, readWith, refined, text, tuple, whole } from '../../base/fields.ts';
import { fail, type Result } from '../../base/result.ts';
import { LADDER, type RungId } from '../../settings/ladder.ts';
import { comparableKey, type Settings } from '../../settings/settings.ts';
import { bootstrapMean } from '../comparison/statistics.ts';
import { type Agreement, agreementOf } from '../tabulated/agreement.ts';
import {
  luckVariances,
  partingShare,
  type TrainedTwice,
  trainingDeviation,
} from '../uncertainty/trainings.ts';

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
  /**
   * How many of those each child had right in exactly one of its trainings; null where one failed, and where an older log
   * did not keep which ones were right. Absent where that is so of all.
   */
  readonly differ?: readonly (number | null)[];
}

/** Equal where a child's accuracy is measured alike: a search may weigh it against cost, or stop other children early. */
export const measuredKey = (settings: Settings): string =>
  comparableKey({ ...settings, reward: 'accuracy', halving: false });

/** Accuracies of the children of which neither training failed. */
export const pairsOf = ({ right, validationImages }: MeasuredRecipe): readonly [number, number][] =>
  right.flatMap(([first, second]) =>
    first === null || second === null ? [] : [[first / validationImages, second / validationImages]],
  );

/** The same children, by counts. */
const trainedTwice = ({ right, differ }: MeasuredRecipe): readonly TrainedTwice[] =>
  right.flatMap(([first, second], child) =>
    first === null || second === null ? [] : [{ right: [first, second], differ: differ?.[child] ?? null }],
  );

/** A deviation of accuracy, as a share of 1, with its 95 % interval. */
export interface Deviation {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Fewer children tell a deviation to no better than about 30 %. */
const FEWEST = 10;

/** Fewer pairs often put a luck at 0 that there is; no whisker and no verdict is drawn by them. */
const SHOWN_FROM = 20;

/**
 * What is taken for the share of the images' chance that parts two trainings (uncertainty/trainings.ts) where no pair of a
 * recipe tells it: that of the two fresh trainings of each finalist of the recorded searches, six pairs of Mini CIFAR.
 */
export const RECORDED_SHARE = 0.456;

export interface MeasuredFigures extends Omit<Agreement, 'training'> {
  /**
   * What luck in training adds to an accuracy, beyond what its validation images give by chance, 0 where those explain all.
   * Both trainings are judged by the same images, whose part is McNemar's variance where it is known.
   */
  readonly training: number;
}

const shareOf = (measured: MeasuredRecipe): number =>
  partingShare(trainedTwice(measured), measured.validationImages) ?? RECORDED_SHARE;

/** What the pairs say; null under ten whole children. */
export function measuredFigures(measured: MeasuredRecipe): MeasuredFigures | null {
  const { validationImages } = measured;
  const pairs = trainedTwice(measured);
  const agreement = pairs.length < FEWEST ? null : agreementOf(pairsOf(measured), validationImages);
  const training = trainingDeviation(pairs, validationImages, shareOf(measured));
  return agreement === null || training === null ? null : { ...agreement, training };
}

/**
 * The luck of `measuredFigures` with its interval: a bootstrap over children, since a few that differ much may carry most of
 * it, as no normal distribution would have it. Null under ten whole children.
 */
export function trainingLuck(measured: MeasuredRecipe): Deviation | null {
  const figures = measuredFigures(measured);
  if (figures === null) return null;
  const { low, high } = bootstrapMean(
    luckVariances(trainedTwice(measured), measured.validationImages, shareOf(measured)),
  );
  const deviation = (variance: number): number => Math.sqrt(Math.max(0, variance));
  return { value: figures.training, low: deviation(low), high: deviation(high) };
}

/**
 * The luck that whiskers and verdicts count; null, "images only", where it rests on fewer than 20 pairs, and where it came out
 * at 0: that no luck was seen does not say that there is none.
 */
export function shownLuck(measured: MeasuredRecipe): number | null {
  const training = measuredFigures(measured)?.training ?? 0;
  return training > 0 && pairsOf(measured).length >= SHOWN_FROM ? training : null;
}

/** How far one training of one child may be off its true accuracy. */
export interface ChildNoise {
  /** Standard deviation of an accuracy of `images` images by chance alone. */
  readonly binomial: number;
  /** What luck in training adds; null: "images only", for the recipe was never measured, or by too few pairs (`shownLuck`). */
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
  const training = own === undefined ? null : shownLuck(own);
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
      differ: list(count),
    },
    ['differ'],
    { others: 'ignored' },
  ),
  ({ right, differ, validationImages }) => {
    if (right.flat().some((one) => one !== null && one > validationImages))
      return `at most ${validationImages} images right`;
    if (differ === undefined) return null;
    if (differ.length !== right.length) return `differ of as many children as right has, ${right.length}`;
    const child = differ.findIndex(
      (one, at) => one !== null && !canDiffer(one, right[at]!, validationImages),
    );
    return child < 0 ? null : `differ[${child}] a number that right[${child}] allows`;
  },
);

/** Whether so many images may be right after one of two trainings alone: what both have right, and neither, is the rest. */
function canDiffer(
  differ: number,
  [first, second]: readonly [number | null, number | null],
  images: number,
): boolean {
  if (first === null || second === null || (first + second - differ) % 2 !== 0) return false;
  return (
    differ >= Math.abs(first - second) && differ <= Math.min(first + second, 2 * images - first - second)
  );
}

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
