import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { parseJson } from '../../../base/fields.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import type { Evaluator } from '../../../search/trial.ts';
import { LADDER, type Rung, type RungId } from '../../../settings/ladder.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { put } from '../../../storage/files/put.ts';
import {
  decodeMeasured,
  encodeMeasured,
  MEASURED_FILE,
  type MeasuredRecipe,
  measuredKey,
} from '../../../studies/recipes/measured.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { engineChoice, engineFlags, openEngine } from '../../runs/engine.ts';
import { lockFile } from '../../runs/fileLock.ts';
import { onInterruption } from '../../runs/interruption.ts';
import { logFile, openLog, readLines } from '../../tabulate/log.ts';
import { partFlag } from '../../tabulate/part.ts';
import { integerFlag, numberFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { measuredOf, rungReport, rungsText } from './report.ts';
import { shippedTable, tableRecipe } from './table.ts';
import {
  isComplete,
  type LoggedChild,
  logChild,
  loggedChild,
  type RecipeJob,
  randomGraphs,
  rungEvaluator,
  rungKey,
  TRAININGS,
} from './trainings.ts';

const GRAPHS = 30;
const MINUTES = 60;
const MOST_GRAPHS = 1000;

const RUNG_IDS = LADDER.map(({ id }) => id);

const help = `Usage: npm run -s bench -- --recipes [options]

Trains random graphs of each rung of the ladder of recipes twice, the cheapest rung first: how far two trainings agree,
and how much of a child's noise is its training, not its images. What is done is kept a line each: start the command
again to go on, also after a crash. Lines of older logs, which lack which images were right, are completed by training
again. It writes what the page shows of each recipe. See docs/RECIPES.md.

  --graphs N      of each rung (default: ${GRAPHS}; the page's band of random children has 60, the first ${GRAPHS} among them)
  --rung ID,…     only these, of ${RUNG_IDS.join(', ')}
  --minutes N     end after so many minutes, at the end of a training (default: ${MINUTES})
  --part K/N      train the K-th of N parts (default: 1/1): processes with a part each share the work
  --engine NAME   compiled, wasm or reference (default: wasm, whose figures are the same everywhere)
  --threads N     of wasm
  --report        train nothing, print what the log says
  --json          print that as JSON
  --out FOLDER    where ${MEASURED_FILE} goes (default: public)
  --log FOLDER    where trainings are kept (default: in src/studies/recipes/log/, by the engine and its version)`;

const flags = {
  recipes: { type: 'boolean' },
  graphs: { type: 'string' },
  rung: { type: 'string' },
  minutes: { type: 'string' },
  part: { type: 'string' },
  ...engineFlags,
  report: { type: 'boolean' },
  json: { type: 'boolean' },
  out: { type: 'string' },
  log: { type: 'string' },
} as const;

/** `npm run bench -- --recipes`: answers the exit code. */
export async function measureRecipes(args: readonly string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const choice = engineChoice({ engine: 'wasm', ...given });
  const { engine } = choice;
  if (engine === null) throw new InputError('--engine: give compiled, wasm or reference.');
  if (engine !== 'wasm' && given.log === undefined)
    throw new InputError(
      `--engine ${engine}: give a folder with --log, for its figures are of this machine's adapter alone.`,
    );
  const chosen = rungsFlag(given.rung);
  const graphs = integerFlag('graphs', given.graphs, { min: 1, max: MOST_GRAPHS }) ?? GRAPHS;
  const minutes = numberFlag('minutes', given.minutes, { min: 0.1, max: 10_000 }) ?? MINUTES;
  const { part, parts } = partFlag(given.part ?? '1/1');
  const version = ENGINE_VERSIONS[engine];
  const folder = given.log ?? path.join(root, 'src/studies/recipes/log', `${engine}-${version}`);
  const keys = new Map<RungId, string>();
  for (const rung of LADDER) keys.set(rung.id, await rungKey(rung));
  // A rung is finished before the next one begins, and a graph's trainings follow each other.
  const jobs = chosen.flatMap(({ id: rung }) =>
    Array.from({ length: graphs * TRAININGS }, (_, i): RecipeJob => {
      return { rung, row: Math.floor(i / TRAININGS), training: i % TRAININGS };
    }),
  );
  const own = jobs.filter((_, index) => index % parts === part - 1);
  let code = 0;
  if (!given.report) {
    mkdirSync(folder, { recursive: true });
    const held = await lockFile('--part', logFile(folder, part), 0, 'give another part with --part');
    try {
      code = await trainAll({ own, keys, folder, part, graphs, minutes }, choice);
    } finally {
      held.release();
    }
  }
  const logged = readLogged(folder, keys);
  const stamp = { engine, engineVersion: version };
  const told = LADDER.map((rung) => {
    const lines = logged.filter((line) => line.rung === rung.id);
    return { rung, lines, measured: measuredOf(rung, lines, stamp) };
  });
  const done = new Set(logged.filter(isComplete).map(nameOf));
  const left = jobs.filter((job) => !done.has(nameOf(job))).length;
  const reports = told.map(({ rung, lines, measured }) => rungReport(rung, lines, measured));
  console.log(given.json ? JSON.stringify({ engine, version, left, recipes: reports }) : rungsText(reports));
  if (left > 0) tell(`${left} of ${jobs.length} trainings are not yet there.`);
  if (!given.report) await write(path.resolve(given.out ?? path.join(root, 'public'), MEASURED_FILE), told);
  return code;
}

interface Work {
  readonly own: readonly RecipeJob[];
  readonly keys: ReadonlyMap<RungId, string>;
  readonly folder: string;
  readonly part: number;
  readonly graphs: number;
  readonly minutes: number;
}

/** What a rung's children are trained with. */
interface Ready {
  readonly id: RungId;
  readonly drawn: readonly Architecture[];
  readonly evaluator: Evaluator;
}

/** Trains what is missing; answers the exit code. */
async function trainAll(
  { own, keys, folder, part, graphs, minutes }: Work,
  choice: Parameters<typeof openEngine>[0],
): Promise<number> {
  const before = new Map(readLogged(folder, keys).map((line) => [nameOf(line), line]));
  const missing = own.filter((job) => {
    const line = before.get(nameOf(job));
    return line === undefined || !isComplete(line);
  });
  tell(`${own.length} trainings in this part, ${own.length - missing.length} done before.`);
  if (missing.length === 0) return 0;
  const executor = await openEngine(choice);
  const interruption = onInterruption(() => tell('Ending after this batch …'));
  const log = openLog<LoggedChild>(folder, part);
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 60_000;
  let ready = null as Ready | null;
  try {
    for (const [index, job] of missing.entries()) {
      const rung = LADDER.find(({ id }) => id === job.rung) as Rung;
      if (ready?.id !== rung.id)
        ready = {
          id: rung.id,
          drawn: await randomGraphs(rung, graphs),
          evaluator: await rungEvaluator(rung, executor),
        };
      const { validationImages } = rung.settings;
      const key = keys.get(rung.id) as string;
      const architecture = ready.drawn[job.row] as Architecture;
      const isStopped = (): boolean => interruption.code !== null;
      const child = await logChild(job, { key, validationImages }, architecture, ready.evaluator, isStopped);
      if (child === null) return interruption.code ?? 1;
      checkAgain(child, before.get(nameOf(job)));
      log(child);
      const { right, reason, coreSeconds } = child;
      const result =
        right === null ? `failed: ${reason}` : `${((100 * right) / validationImages).toFixed(1)} %`;
      tell(
        `${index + 1} of ${missing.length}: ${rung.title}, graph ${job.row + 1}, ${result}, ${coreSeconds.toFixed(1)} core-s`,
      );
      if (interruption.code !== null) return interruption.code;
      if (elapsed() >= minutes) {
        tell('The time is over. What is done is kept: start the command again to go on.');
        return 0;
      }
    }
    return 0;
  } finally {
    interruption.end();
    executor.dispose();
  }
}

/** A training that is made again to complete its line must come out as before: else these are the figures of two engines. */
function checkAgain(child: LoggedChild, before: LoggedChild | undefined): void {
  if (before === undefined || before.right === child.right) return;
  throw new InputError(
    `${nameOf(child)} had ${before.right} images right when it was logged and has ${child.right} now: this engine does not give the same figures, so that its log cannot be completed. Begin another with --log.`,
  );
}

/**
 * Of rungs that this log says nothing of, what was written before stays, unless their recipe is another now. The benchmark tells of
 * its own.
 */
async function write(
  file: string,
  told: readonly { readonly rung: Rung; readonly measured: MeasuredRecipe | null }[],
): Promise<void> {
  const before = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : null;
  const read = before?.ok ? decodeMeasured(before.value) : null;
  const kept = read?.ok ? read.value : [];
  const recipes = told.flatMap(({ rung, measured }) => {
    const older = kept.find(({ key }) => key === measuredKey(rung.settings));
    return measured ?? older ?? [];
  });
  const table = shippedTable();
  if (table !== null) recipes.push(tableRecipe(table));
  if (recipes.length === 0) return;
  mkdirSync(path.dirname(file), { recursive: true });
  await put(file, encodeMeasured(recipes));
  tell(`What the page shows of the recipes is in ${path.relative(process.cwd(), file)}.`);
}

const nameOf = ({ rung, row, training }: RecipeJob): string => `${rung} ${row} ${training}`;

/** The latest complete line of each training whose recipe has not changed since, or else the latest. */
function readLogged(folder: string, keys: ReadonlyMap<RungId, string>): LoggedChild[] {
  const lines = new Map<string, LoggedChild>();
  for (const line of readLines(folder, loggedChild)) {
    if (keys.get(line.rung) !== line.key) continue;
    const earlier = lines.get(nameOf(line));
    // A part that is read later may hold the line that another part has completed.
    if (earlier === undefined || isComplete(line) || !isComplete(earlier)) lines.set(nameOf(line), line);
  }
  return [...lines.values()];
}

function rungsFlag(text: string | undefined): readonly Rung[] {
  if (text === undefined) return LADDER;
  const ids = text.split(',');
  const rungs = LADDER.filter(({ id }) => ids.includes(id));
  if (rungs.length === ids.length) return rungs;
  throw new InputError(`--rung ${text}: give one of ${RUNG_IDS.join(', ')}, or several with commas.`);
}
