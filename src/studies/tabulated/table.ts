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
import type { TabulatedRecipe } from './recipes.ts';

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

/** A training's seed depends on its graph's place and its own number alone, so that a third can follow two. */
export const entrySeed = ({ settings }: TabulatedRecipe, row: number, training: number): number =>
  hash32(settings.seed, row * MOST_TRAININGS + training + 1);

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
  const graphs = distinctGraphs(space.value);
  const listed = readWith(list(anything()), rows);
  const count = listed.ok ? listed.value.length : 0;
  if (!listed.ok || count !== graphs.length)
    return fail(`The table has ${count} rows, but its space ${graphs.length} graphs.`);
  const field = rowField(space.value, recipe.value, facts.value.testImages);
  const found: ClosedRow[] = [];
  for (const [index, one] of listed.value.entries()) {
    const row = readWith(field, one);
    const isOwn =
      row.ok && canonicalKey(architectureOf(space.value, row.value.choices)) === canonicalKey(graphs[index]!);
    if (!isOwn) return fail(`Row ${index + 1} of the table is damaged.`);
    found.push(row.value);
  }
  return ok({ space: space.value, recipe: recipe.value, ...facts.value, rows: found });
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
    rungs: list(whole({ min: 1 }), { min: 1, max: 3, unique: true }),
    averaged: whole({ min: 1 }),
    tail: oneOf([1, 2] as const),
  });
  const recipe = readWith(shape, written);
  if (!recipe.ok) return fail(`The table's recipe is damaged: ${recipe.error}.`);
  const settings = validateSettings(recipe.value.settings);
  if (settings.ok) return ok({ ...recipe.value, settings: settings.value });
  return fail(`The table's settings cannot be used: ${describeProblem(settings.error[0]!)}`);
}

function rowField(
  space: SearchSpace,
  { rungs, settings }: TabulatedRecipe,
  testImages: number,
): Field<ClosedRow> {
  const sizes = openDecisions(space).map(({ choices }) => choices);
  const counts = [...rungs.map(() => settings.validationImages), testImages].map((max) => whole({ max }));
  const training = mapped(tuple(counts), (right) =>
    ok({ rungs: right.slice(0, -1), test: right.at(-1) as number }),
  );
  const head = tuple([text(), whole(), whole(), number({ min: 0 })]);
  return mapped(list(anything(), { min: 5 }), (row) => {
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
