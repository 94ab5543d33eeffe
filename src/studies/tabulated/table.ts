import {
  anything,
  type Field,
  list,
  mapped,
  nullable,
  number,
  object,
  oneOf,
  readWith,
  record,
  text,
  tuple,
  whole,
} from '../../base/fields.ts';
import { hash32 } from '../../base/hash.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { describeProblem, validateSettings } from '../../settings/settings.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf } from '../../space/choices.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { distinctGraphs, spaceField } from './closedSpace.ts';
import type { EntryTerms, TabulatedRecipe } from './recipes.ts';

/** A closed space, each of whose graphs was trained several times, and what made it. */
export interface ClosedTable {
  readonly space: SearchSpace;
  readonly recipe: TabulatedRecipe;
  /** Whose program, on which engine, when: figures of another version of it are others. */
  readonly stamp: Stamp;
  readonly testImages: number;
  /** Of the file of predictions beside it: of which training they are, of how many of the validation and shown images. */
  readonly predictions: {
    readonly training: number;
    readonly images: number;
    readonly shown: number;
    readonly bytes: number;
  };
  /** One a graph, in the order of `distinctGraphs`. */
  readonly rows: readonly ClosedRow[];
}

export interface Stamp {
  readonly commit: string;
  readonly engine: string;
  readonly engineVersion: number;
  /** Of the day on which it was written, as 2026-11-29. */
  readonly date: string;
}

export interface ClosedRow {
  /** One an open decision of the space. */
  readonly choices: readonly number[];
  readonly trainable: number;
  /** Of one image. */
  readonly multiplyAdds: number;
  /** Of the processor, for one training and all that is asked of the child; a mean. */
  readonly coreSeconds: number;
  /** Null where one failed. They differ in their seed alone. */
  readonly trainings: readonly (ClosedTraining | null)[];
}

/** Counts of right images, so that accuracies are exact. */
export interface ClosedTraining {
  /** Of the validation images, after each of the recipe's rungs. */
  readonly rungs: readonly number[];
  /** Of the test images, after the last epoch. */
  readonly test: number;
}

/** Trainings of a graph that seeds are set aside for. */
export const MOST_TRAININGS = 16;

/** Times in a training at which validation accuracy is kept. */
export const MOST_RUNGS = 3;

/** A training's seed depends on its graph's place and its own number alone, so that a third can follow two. */
export const entrySeed = ({ settings }: TabulatedRecipe, row: number, training: number): number =>
  hash32(settings.seed, entryTrial(row, training));

/** The number of the trial whose child a search would train from that seed. */
export const entryTrial = (row: number, training: number): number => row * MOST_TRAININGS + training + 1;

/** One row a line: choices as digits, costs, seconds, and each training's counts with the test's last. */
export function encodeClosedTable({ rows, ...facts }: ClosedTable): string {
  const lines = rows.map(({ choices, trainable, multiplyAdds, coreSeconds, trainings }) =>
    JSON.stringify([
      choices.join(''),
      trainable,
      multiplyAdds,
      Number(coreSeconds.toFixed(1)),
      ...trainings.map((training) => training && [...training.rungs, training.test]),
    ]),
  );
  const head = Object.entries({ version: 2, ...facts }).map(
    ([name, value]) => `"${name}": ${JSON.stringify(value)}`,
  );
  return `{\n${head.join(',\n')},\n"rows": [\n${lines.join(',\n')}\n]\n}\n`;
}

const others = { others: 'ignored' } as const;

/** Reads a table from parsed JSON of any origin; the failure is a sentence that says which part is wrong. */
export function decodeClosedTable(written: unknown): Result<ClosedTable, string> {
  const given = readWith(record(anything()), written);
  if (!given.ok) return fail('The table must be an object.');
  // A run has a version, too.
  if ('format' in given.value || !('version' in given.value))
    return fail('This is not a table of the benchmark.');
  const { version, rows } = given.value;
  if (version !== 2)
    return fail(`The table has version ${JSON.stringify(version)}; this program reads version 2.`);
  const facts = readWith(
    object({ stamp: stampField, testImages: whole({ min: 1 }), predictions: predictionsField }, [], others),
    written,
  );
  if (!facts.ok) return fail(`The table does not say what made it: ${facts.error}.`);
  const space = readWith(spaceField, given.value.space);
  if (!space.ok) return fail("The table's space is damaged.");
  const recipe = readRecipe(given.value.recipe);
  if (!recipe.ok) return recipe;
  const found = readRows(rows, space.value, recipe.value, facts.value.testImages);
  if (!found.ok) return found;
  const wrong = wrongPredictions(facts.value.predictions, found.value, recipe.value);
  if (wrong !== null) return fail(wrong);
  return ok({ space: space.value, recipe: recipe.value, ...facts.value, rows: found.value });
}

/** One a graph, in their order, and all of them trained equally often. */
function readRows(
  written: unknown,
  space: SearchSpace,
  recipe: TabulatedRecipe,
  testImages: number,
): Result<ClosedRow[], string> {
  const keys = distinctGraphs(space).map(canonicalKey);
  const listed = readWith(list(anything()), written);
  const count = listed.ok ? listed.value.length : 0;
  const field = rowField(space);
  const found: ClosedRow[] = [];
  const places = new Map<string, number>();
  for (const [index, one] of listed.ok ? listed.value.entries() : []) {
    const name = `Row ${index + 1} of the table`;
    const row = readWith(field, one);
    if (!row.ok) return fail(`${name} is damaged.`);
    const { choices, trainings } = row.value;
    const key = canonicalKey(architectureOf(space, choices));
    const earlier = places.get(key);
    if (earlier !== undefined) return fail(`${name} is of the same graph as row ${earlier + 1}.`);
    if (index < keys.length && key !== keys[index])
      return fail(`${name} is of another graph than the space has there: one is missing before it.`);
    places.set(key, index);
    const first = found[0]?.trainings.length ?? trainings.length;
    if (trainings.length !== first)
      return fail(`${name} has another number of trainings (${trainings.length}) than row 1 (${first}).`);
    const wrong = wrongCounts(trainings, recipe, testImages);
    if (wrong !== null) return fail(`${name} ${wrong}.`);
    found.push(row.value);
  }
  if (count !== keys.length) return fail(`The table has ${count} rows, but its space ${keys.length} graphs.`);
  return ok(found);
}

/** What a row that is whole cannot have, as a clause; null where all is well. */
function wrongCounts(
  trainings: ClosedRow['trainings'],
  { rungs, settings }: TabulatedRecipe,
  testImages: number,
): string | null {
  const { validationImages } = settings;
  for (const training of trainings) {
    if (training === null) continue;
    if (training.rungs.length !== rungs.length)
      return `has ${training.rungs.length} rungs in a training, but the recipe ${rungs.length}`;
    const most = Math.max(...training.rungs);
    if (most > validationImages) return `has ${most} right of ${validationImages} validation images`;
    if (training.test > testImages) return `has ${training.test} right of ${testImages} test images`;
  }
  return null;
}

function wrongPredictions(
  { training, images }: ClosedTable['predictions'],
  rows: readonly ClosedRow[],
  { settings: { validationImages } }: TabulatedRecipe,
): string | null {
  const trainings = rows[0]?.trainings.length ?? 0;
  if (training >= trainings)
    return `The table's predictions are of training ${training + 1}, but a graph has only ${trainings}.`;
  if (images > validationImages)
    return `The table's predictions are of ${images} images, but there are only ${validationImages} validation images.`;
  return null;
}

const stampField: Field<Stamp> = object<Stamp>(
  { commit: text(), engine: text(), engineVersion: whole({ min: 1 }), date: text() },
  [],
  others,
);

const predictionsField: Field<ClosedTable['predictions']> = object<ClosedTable['predictions']>(
  { training: whole(), images: whole(), shown: whole(), bytes: whole() },
  [],
  others,
);

function readRecipe(written: unknown): Result<TabulatedRecipe, string> {
  const shape = object({
    settings: anything(),
    rungs: list(whole({ min: 1 }), { min: 1 }),
    averaged: whole({ min: 1 }),
    tail: oneOf([1, 2] as const),
  });
  const recipe = readWith(shape, written);
  if (!recipe.ok) return fail(`The table's recipe is damaged: ${recipe.error}.`);
  const settings = validateSettings(recipe.value.settings);
  if (!settings.ok)
    return fail(`The table's settings cannot be used: ${describeProblem(settings.error[0]!)}`);
  const wrong = wrongTerms(recipe.value, settings.value.epochs);
  return wrong === null ? ok({ ...recipe.value, settings: settings.value }) : fail(wrong);
}

/** What is wrong with when children are judged and what is averaged, as a sentence; null: nothing. */
export function wrongTerms({ rungs, averaged }: EntryTerms, epochs: number): string | null {
  const isRising = rungs.every((rung, index) => index === 0 || rung > rungs[index - 1]!);
  if (!isRising || rungs.length > MOST_RUNGS || rungs.at(-1) !== epochs)
    return `The table's recipe has the rungs ${rungs.join(', ')}: there are at most ${MOST_RUNGS}, rising, and the last one is all ${epochs} epochs.`;
  if (averaged > epochs)
    return `The table's recipe averages the last ${averaged} epochs, but has only ${epochs}.`;
  return null;
}

function rowField(space: SearchSpace): Field<ClosedRow> {
  const sizes = openDecisions(space).map(({ choices }) => choices);
  const training = mapped(list(whole(), { min: 2 }), (right) =>
    ok({ rungs: right.slice(0, -1), test: right.at(-1) as number }),
  );
  const head = tuple([text(), whole(), whole(), number({ min: 0 })]);
  return mapped(list(anything(), { min: 5, max: 4 + MOST_TRAININGS }), (row) => {
    const read = readWith(head, row.slice(0, 4));
    const trainings = readWith(list(nullable(training)), row.slice(4));
    if (!read.ok || !trainings.ok) return fail('of choices, costs, seconds and trainings');
    const [digits, trainable, multiplyAdds, coreSeconds] = read.value;
    const choices = [...digits].map(Number);
    const isChosen = choices.length === sizes.length && choices.every((choice, i) => choice < sizes[i]!);
    if (!isChosen) return fail('of choices of its space');
    return ok({ choices, trainable, multiplyAdds, coreSeconds, trainings: trainings.value });
  });
}
