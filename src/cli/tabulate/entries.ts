import { packBits, toBase64 } from '../../base/bytes/bits.ts';
import { InputError } from '../../base/errors.ts';
import { type Field, list, number, object, oneOf, text, whole } from '../../base/fields.ts';
import { datasetOf } from '../../data/datasets.ts';
import { sha256 } from '../../data/sha256.ts';
import { splitSet } from '../../data/split.ts';
import type { Executor } from '../../engine/executor.ts';
import type { Evaluation } from '../../search/trial.ts';
import { comparableKey } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import {
  type EntryTerms,
  RECIPE_IDS,
  RECIPES,
  type RecipeId,
  type TabulatedRecipe,
} from '../../studies/tabulated/recipes.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import { entrySeed } from '../../studies/tabulated/table.ts';
import { type EntryGround, type TrainedEntry, trainEntry } from '../../worker/laboratory/entry.ts';
import { folderOf } from '../prepare/preparations.ts';
import { folderSource } from '../runs/folderSource.ts';
import { commandImages } from '../runs/images.ts';
import { startCoreClock } from '../workers/coreClock.ts';

/** One training of one graph under one recipe, as its log has it. */
export interface LoggedEntry {
  readonly recipe: RecipeId;
  /** Of the space and of all that the recipe says: lines of another are not read. */
  readonly key: string;
  /** In the order of `distinctGraphs`. */
  readonly row: number;
  /** From 0. */
  readonly training: number;
  /** Why there are no figures. */
  readonly reason?: string;
  /** Validation accuracies. */
  readonly rungs?: readonly number[];
  /** What follows is left out where recipes are tried. Accuracy on the test images. */
  readonly test?: number;
  /** Predicted classes of the first test images. */
  readonly classes?: readonly number[];
  /** Whether each validation image was right, one bit each, in base64. */
  readonly right?: string;
  /** Of the processor, all threads together: other work on the machine hardly counts. */
  readonly coreSeconds: number;
}

const share = number({ min: 0, max: 1 });

export const loggedEntry: Field<LoggedEntry> = object<LoggedEntry>(
  {
    recipe: oneOf(RECIPE_IDS),
    key: text(),
    row: whole(),
    training: whole(),
    reason: text(),
    rungs: list(share, { min: 1, max: 3 }),
    test: share,
    classes: list(whole()),
    right: text(),
    coreSeconds: number({ min: 0 }),
  },
  ['reason', 'rungs', 'test', 'classes', 'right'],
  { others: 'ignored' },
);

/** Eight digits for the space and the recipe; how a search chooses children does not matter to it. */
export async function recipeKey({ settings, rungs, averaged, tail }: TabulatedRecipe): Promise<string> {
  const said = [TABULATED_SPACE, comparableKey(settings), settings.seed, rungs, averaged, tail];
  return (await sha256(new TextEncoder().encode(JSON.stringify(said)))).slice(0, 8);
}

/** Reads a recipe's images at their size; throws a DataError where the data set is not prepared. */
export async function groundOf({ settings }: TabulatedRecipe, executor: Executor): Promise<EntryGround> {
  const { trainImages, validationImages, seed, imageSize, dataset } = settings;
  const set = await commandImages(trainImages + validationImages, imageSize, seed, dataset);
  const source = folderSource(folderOf(dataset));
  const test = await datasetOf(dataset).test({ source, archive: null, size: imageSize });
  const images = await executor.upload(set);
  return {
    executor,
    images,
    split: splitSet(images.set, trainImages, validationImages, seed),
    test: await executor.upload(test),
  };
}

export interface EntryJob {
  readonly recipe: RecipeId;
  readonly row: number;
  readonly training: number;
}

/**
 * Trains what a job says, and answers its line; null where it was stopped. What recipes are not chosen by is left out
 * unless it is for the table: the test images, too, are then judged for the time alone that they take.
 */
export async function logEntry(
  job: EntryJob,
  key: string,
  architecture: Architecture,
  ground: EntryGround,
  { forTable, isStopped }: { readonly forTable: boolean; readonly isStopped: () => boolean },
): Promise<LoggedEntry | null> {
  const coreSeconds = startCoreClock();
  const { row, training } = job;
  const wanted = RECIPES[job.recipe];
  const entry = await trainEntry(ground, wanted, architecture, entrySeed(wanted, row, training), isStopped);
  if (entry === null) return null;
  return entryLine(job, key, { ...judgedEntry(entry, wanted, ground), coreSeconds: coreSeconds() }, forTable);
}

/** What an evaluator answers of an entry of a table. */
export function judgedEntry(
  entry: TrainedEntry,
  { rungs }: EntryTerms,
  { split, test }: EntryGround,
): Omit<Evaluation, 'seconds'> {
  if ('reason' in entry) return { accuracy: null, reason: entry.reason, epochs: [] };
  return {
    ...{ accuracy: entry.rungs.at(-1) ?? null, epochs: [] },
    rungs: entry.rungs.map((accuracy, at) => [rungs[at]!, accuracy] as const),
    right: toBase64(packBits(entry.right)),
    shown: entry.classes,
    test: { accuracy: entry.testAccuracy, images: test.set.count },
    judged: { on: 'validation', images: split.validation.length },
  };
}

/** The line of what was trained, by whomever. */
export function entryLine(
  job: EntryJob,
  key: string,
  trained: Omit<Evaluation, 'seconds'> & { readonly coreSeconds: number },
  forTable: boolean,
): LoggedEntry {
  const { coreSeconds, reason, rungs = [], test, shown, right } = trained;
  const { recipe, row, training } = job;
  const line = { recipe, key, row, training, coreSeconds };
  if (trained.accuracy === null) return { ...line, reason: reason ?? 'It has no accuracy.' };
  const accuracies = rungs.map(([, accuracy]) => accuracy);
  if (!forTable) return { ...line, rungs: accuracies };
  if (test === undefined || shown === undefined || right === undefined)
    throw new InputError('--evaluator: its results lack what a table has of an entry.');
  return { ...line, rungs: accuracies, test: test.accuracy, classes: shown, right };
}
