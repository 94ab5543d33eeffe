import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { createRandom, shuffle } from '../../../base/random.ts';
import { datasetInfo } from '../../../data/infos.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { put } from '../../../storage/files/put.ts';
import { distinctGraphs } from '../../../studies/tabulated/closedSpace.ts';
import { RECIPE_IDS, RECIPES, type RecipeId } from '../../../studies/tabulated/recipes.ts';
import { CLOSED_FILE, CLOSED_PREDICTIONS_FILE, TABULATED_SPACE } from '../../../studies/tabulated/space.ts';
import {
  type ClosedTable,
  encodeClosedTable,
  entryTrial,
  MOST_TRAININGS,
} from '../../../studies/tabulated/table.ts';
import { tableFigures } from '../../../studies/tabulated/tableFigures.ts';
import type { EntryGround } from '../../../worker/laboratory/entry.ts';
import { shippedTable } from '../../bench/recipes/table.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { openEngine } from '../../runs/engine.ts';
import { assembleTable } from '../../tabulate/assemble.ts';
import { commitOf } from '../../tabulate/commit.ts';
import { type CrewChoice, crewChoice, crewFlags, crewHelp } from '../../tabulate/crew.ts';
import { checkEngine, logName } from '../../tabulate/engineOf.ts';
import {
  type EntryJob,
  entryLine,
  groundOf,
  type LoggedEntry,
  logEntry,
  loggedEntry,
  recipeKey,
} from '../../tabulate/entries.ts';
import { openLog, readLines } from '../../tabulate/log.ts';
import { holdingPart, partFlag } from '../../tabulate/part.ts';
import { recipeFigures, recipesText } from '../../tabulate/recipesReport.ts';
import { tableReportLines } from '../../tabulate/tableReport.ts';
import { type Here, trainMissing } from '../../tabulate/trainMissing.ts';
import { integerFlag, numberFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';

/** Graphs that recipes are tried on, drawn from this seed. */
const SAMPLE = 60;
const SAMPLE_SEED = 1;

const help = `Usage: npm run benchmark -- --recipes | --recipe NAME [options]

Trains graphs of the new benchmark's closed space with the processor's engine on one thread, and keeps what is done
a line each: start the command again to go on, also after a crash. Several processes share the work when each is
given a part of its own. See docs/BENCHMARK.md.

  --recipes            try every recipe on ${SAMPLE} random graphs, and print how far two trainings agree
  --recipe NAME,…      only these, of ${RECIPE_IDS.join(', ')};
                       one alone, without --recipes: train every graph of the space with it
  --trainings N        of each graph (default: 2)
  --sample N           try recipes on so many graphs (default: ${SAMPLE})
  --part K/N           do the K-th of N parts (default: 1/1)
  --minutes N          end after so many minutes, at the end of a training
${crewHelp(23)}
  --report             train nothing, print what the log says; of a recipe that it holds nothing of, what the whole table
                       says, if it is of that recipe; without a recipe that of the table
  --json               print that as JSON
  --out FOLDER         where the whole table goes, in benchmark/ (default: public)
  --log FOLDER         where trainings are kept (default: in src/studies/tabulated/log/, by the engine's
                       version); one of another version is refused`;

const flags = {
  recipes: { type: 'boolean' },
  recipe: { type: 'string' },
  trainings: { type: 'string' },
  sample: { type: 'string' },
  part: { type: 'string' },
  minutes: { type: 'string' },
  ...crewFlags,
  report: { type: 'boolean' },
  json: { type: 'boolean' },
  out: { type: 'string' },
  log: { type: 'string' },
} as const;

/** `npm run benchmark`. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const trial = given.recipes ?? false;
  const out = path.resolve(given.out ?? path.join(root, 'public'));
  const shipped = given.report && !trial ? await shippedOf(out) : null;
  const name = given.recipe ?? shipped?.recipe;
  const recipes = recipesFlag(name);
  if (!trial && (name === undefined || recipes.length > 1)) {
    throw new InputError('Give --recipes to try recipes, or one --recipe to train the whole space with it.');
  }
  const { part, parts } = partFlag(given.part ?? '1/1');
  const trainings = integerFlag('trainings', given.trainings, { min: 1, max: MOST_TRAININGS }) ?? 2;
  const minutes = numberFlag('minutes', given.minutes, { min: 0.1, max: 10_000 });
  const threads = given.evaluator === undefined && given.workers !== undefined ? '1' : undefined;
  const crew = crewChoice({ ...given, threads }, 'wasm');
  const graphs = distinctGraphs(TABULATED_SPACE);
  const sample = integerFlag('sample', given.sample, { min: 1, max: graphs.length }) ?? SAMPLE;
  const rows = trial ? sampleOf(graphs.length, sample) : [...graphs.keys()];
  const keys = new Map<RecipeId, string>();
  for (const recipe of recipes) keys.set(recipe, await recipeKey(RECIPES[recipe]));
  const folder = given.log ?? logFolder(trial ? 'recipes' : [...keys.values()].join());
  await checkEngine(folder, { mark: !given.report });
  // Before hours of training: a table without its commit is none.
  if (!trial && !given.report) commitOf(root);
  // All recipes go on together, so that what there is can be compared at any time.
  const jobs = rows.flatMap((row) =>
    recipes.flatMap((recipe) =>
      Array.from({ length: trainings }, (_, training): EntryJob => ({ recipe, row, training })),
    ),
  );
  const own = jobs.filter((_, index) => index % parts === part - 1);
  let code = 0;
  if (!given.report) {
    const work = { own, graphs, keys, folder, part, forTable: !trial, minutes, crew };
    code = await holdingPart(folder, part, () => trainAll(work));
  }
  const entries = readEntries(folder, keys);
  if (shipped !== null && shipped.recipe === recipes[0] && entries.length === 0) {
    reportTable(shipped, given.json ?? false);
    return code;
  }
  const left = report(recipes, entries, jobs, graphs, given.json ?? false);
  if (trial || code !== 0 || given.report) return code;
  if (left === 0) await writeTable(out, recipes[0] as RecipeId, entries, trainings);
  return code;
}

/** Puts the table and its predictions below a folder; the predictions first, since the table tells of them. */
async function writeTable(
  out: string,
  id: RecipeId,
  entries: readonly LoggedEntry[],
  trainings: number,
): Promise<void> {
  const stamp = {
    commit: commitOf(root),
    engine: 'wasm',
    engineVersion: ENGINE_VERSIONS.wasm,
    date: new Date().toISOString().slice(0, 10),
  };
  const recipe = RECIPES[id];
  const { testImages } = datasetInfo(recipe.settings.dataset);
  const { table, predictions } = assembleTable(TABULATED_SPACE, recipe, entries, {
    ...{ stamp, trainings, testImages },
  });
  const file = path.join(out, CLOSED_FILE);
  mkdirSync(path.dirname(file), { recursive: true });
  await put(path.join(out, CLOSED_PREDICTIONS_FILE), predictions);
  await put(file, encodeClosedTable(table));
  const { images, bytes } = table.predictions;
  console.log(
    `The table is in ${path.relative(process.cwd(), file)}; ${images} images of each child in ${bytes} bytes beside it.`,
  );
}

/** A whole table, and which recipe it is of. */
interface Shipped {
  readonly table: ClosedTable;
  readonly recipe: RecipeId;
}

/** Null where the folder has no table, or one of a recipe that is none of the list, or another now. */
async function shippedOf(folder: string): Promise<Shipped | null> {
  const table = shippedTable(folder);
  if (table === null) return null;
  const key = await recipeKey(table.recipe);
  for (const recipe of RECIPE_IDS) if ((await recipeKey(RECIPES[recipe])) === key) return { table, recipe };
  return null;
}

function reportTable({ table, recipe }: Shipped, json: boolean): void {
  const figures = tableFigures(table);
  if (!figures.ok) throw new InputError(figures.error);
  if (json) console.log(JSON.stringify({ table: { recipe, ...figures.value } }, null, 2));
  else console.log(tableReportLines(recipe, figures.value).join('\n'));
}

/** Logs of different engines never mix: the folder is the engine's, and its version's. */
const logFolder = (name: string): string =>
  path.join(root, 'src', 'studies', 'tabulated', 'log', logName(name));

interface Work {
  readonly own: readonly EntryJob[];
  readonly graphs: readonly Architecture[];
  readonly keys: ReadonlyMap<RecipeId, string>;
  readonly folder: string;
  readonly part: number;
  readonly forTable: boolean;
  readonly minutes: number | undefined;
  readonly crew: CrewChoice | null;
}

/** Trains what is missing; answers the exit code. */
async function trainAll({ own, keys, folder, part, minutes, crew, ...work }: Work): Promise<number> {
  const before = new Set(readEntries(folder, keys).map(nameOf));
  const missing = own.filter((job) => !before.has(nameOf(job)));
  tell(`${own.length} trainings in this part, ${own.length - missing.length} done before.`);
  if (missing.length === 0) return 0;
  return trainMissing<EntryJob, LoggedEntry>({
    ...{ jobs: missing, minutes, log: openLog(folder, part) },
    here: () => trainHere(keys, work),
    crew: crew && {
      choice: crew,
      async train({ train }, job) {
        const { settings, ...entry } = RECIPES[job.recipe];
        const architecture = work.graphs[job.row] as Architecture;
        const trial = entryTrial(job.row, job.training);
        const trained = await train({ settings, architecture, trial, entry });
        return trained && entryLine(job, keys.get(job.recipe) as string, trained, work.forTable);
      },
    },
    told({ recipe, row }, { rungs, reason, coreSeconds }, left) {
      const accuracy = rungs?.at(-1);
      const result = accuracy === undefined ? `failed: ${reason}` : `${(100 * accuracy).toFixed(1)} %`;
      return `${recipe}, graph ${row + 1}, ${result}, ${coreSeconds.toFixed(1)} core-s; about ${left} min left`;
    },
  });
}

/** In this process. */
async function trainHere(
  keys: ReadonlyMap<RecipeId, string>,
  { graphs, forTable }: Pick<Work, 'graphs' | 'forTable'>,
): Promise<Here<EntryJob, LoggedEntry>> {
  const executor = await openEngine({ engine: 'wasm', threads: 1 });
  const grounds = new Map<RecipeId, EntryGround>();
  return {
    async train(job, signal) {
      const ground = grounds.get(job.recipe) ?? (await groundOf(RECIPES[job.recipe], executor));
      grounds.set(job.recipe, ground);
      const key = keys.get(job.recipe) as string;
      const isStopped = (): boolean => signal.aborted;
      return logEntry(job, key, graphs[job.row] as Architecture, ground, { forTable, isStopped });
    },
    dispose: () => executor.dispose(),
  };
}

const nameOf = ({ recipe, row, training }: EntryJob): string => `${recipe} ${row} ${training}`;

/** The latest line of each training whose recipe has not changed since. */
function readEntries(folder: string, keys: ReadonlyMap<RecipeId, string>): LoggedEntry[] {
  const entries = new Map<string, LoggedEntry>();
  for (const entry of readLines(folder, loggedEntry))
    if (keys.get(entry.recipe) === entry.key) entries.set(nameOf(entry), entry);
  return [...entries.values()];
}

/** Prints what there is, and answers how many of the trainings are missing. */
function report(
  recipes: readonly RecipeId[],
  entries: readonly LoggedEntry[],
  jobs: readonly EntryJob[],
  graphs: readonly Architecture[],
  json: boolean,
): number {
  const done = new Set(entries.map(nameOf));
  const left = jobs.filter((job) => !done.has(nameOf(job))).length;
  const wanted = new Set(jobs.map(nameOf));
  const figures = recipes
    .map((recipe) => entries.filter((entry) => entry.recipe === recipe && wanted.has(nameOf(entry))))
    .flatMap((own) => (own[0] === undefined ? [] : [recipeFigures(own[0].recipe, own, graphs)]));
  if (json) console.log(JSON.stringify({ left, figures }, null, 2));
  else if (figures.length > 0) console.log(recipesText(figures));
  if (left > 0) tell(`${left} of ${jobs.length} trainings are not yet there.`);
  return left;
}

function recipesFlag(text: string | undefined): readonly RecipeId[] {
  if (text === undefined) return RECIPE_IDS;
  const isRecipe = (id: string): id is RecipeId => (RECIPE_IDS as readonly string[]).includes(id);
  const ids = text.split(',');
  if (ids.every(isRecipe) && new Set(ids).size === ids.length) return ids;
  throw new InputError(`--recipe ${text}: give one of ${RECIPE_IDS.join(', ')}, or several with commas.`);
}

/** Different graphs at random, always the same ones; a larger sample begins with the smaller one. */
const sampleOf = (graphs: number, count: number): number[] =>
  shuffle(
    Array.from({ length: graphs }, (_, row) => row),
    createRandom(SAMPLE_SEED),
  ).slice(0, count);
