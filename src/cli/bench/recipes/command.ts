import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { parseJson } from '../../../base/fields.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
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
import { type EngineChoice, openEngine } from '../../runs/engine.ts';
import { openLog, readLines } from '../../tabulate/log.ts';
import { holdingPart } from '../../tabulate/part.ts';
import { type Here, trainMissing } from '../../tabulate/trainMissing.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { type Study, studyFlags, studyHelp, studyOptions } from '../studyOptions.ts';
import { type StudyGround, studyGround } from '../studyTraining.ts';
import { measuredOf, rungReport, rungsText } from './report.ts';
import { shippedTable, tableRecipe } from './table.ts';
import {
  childLine,
  isComplete,
  type LoggedChild,
  logChild,
  loggedChild,
  type RecipeJob,
  randomGraphs,
  rungKey,
  TRAININGS,
  trialOf,
} from './trainings.ts';

const GRAPHS = 30;
const MOST_GRAPHS = 1000;

const RUNG_IDS = LADDER.map(({ id }) => id);

const help = `Usage: npm run -s bench -- --recipes [options]

Trains random graphs of each rung of the ladder of recipes twice, the cheapest rung first: how far two trainings agree,
and how much of a child's noise is its training, not its images. What is done is kept a line each: start the command
again to go on, also after a crash. Lines of older logs, which lack which images were right, are completed by training
again. It writes what the page shows of each recipe. See docs/RECIPES.md.

  --graphs N      of each rung (default: ${GRAPHS}; the page's band of random children has 60, the first ${GRAPHS} among them)
  --rung ID,…     only these, of ${RUNG_IDS.join(', ')}
${studyHelp(18)}
  --report        train nothing, print what the log says
  --json          print that as JSON
  --out FOLDER    where ${MEASURED_FILE} goes (default: public)
  --log FOLDER    where trainings are kept (default: in src/studies/recipes/log/, by the engine and its version)`;

const flags = {
  recipes: { type: 'boolean' },
  graphs: { type: 'string' },
  rung: { type: 'string' },
  ...studyFlags,
  out: { type: 'string' },
} as const;

/** `npm run bench -- --recipes`: answers the exit code. */
export async function measureRecipes(args: readonly string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const chosen = rungsFlag(given.rung);
  const graphs = integerFlag('graphs', given.graphs, { min: 1, max: MOST_GRAPHS }) ?? GRAPHS;
  const study = studyOptions(given, 'src/studies/recipes/log');
  const { engine, folder, part, parts } = study;
  const version = ENGINE_VERSIONS[engine];
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
  if (!given.report) code = await holdingPart(folder, part, () => trainAll({ ...study, own, keys, graphs }));
  const logged = readLogged(folder, keys);
  const stamp = { engine, engineVersion: version };
  const told = LADDER.map((rung) => {
    const lines = logged.filter((line) => line.rung === rung.id);
    return { rung, lines, measured: measuredOf(rung, lines, stamp) };
  });
  const done = new Set(logged.filter(isComplete).map(nameOf));
  const left = jobs.filter((job) => !done.has(nameOf(job))).length;
  const reports = told.map(({ rung, lines, measured }) => rungReport(rung, lines, measured));
  if (!given.report) await write(path.resolve(given.out ?? path.join(root, 'public'), MEASURED_FILE), told);
  console.log(given.json ? JSON.stringify({ engine, version, left, recipes: reports }) : rungsText(reports));
  if (left > 0) tell(`${left} of ${jobs.length} trainings are not yet there.`);
  return code;
}

interface Work extends Study {
  readonly own: readonly RecipeJob[];
  readonly keys: ReadonlyMap<RungId, string>;
  readonly graphs: number;
}

/** Trains what is missing; answers the exit code. */
async function trainAll({ own, keys, graphs, ...study }: Work): Promise<number> {
  const { folder, part, minutes, crew, choice } = study;
  const before = new Map(readLogged(folder, keys).map((line) => [nameOf(line), line]));
  const missing = own.filter((job) => {
    const line = before.get(nameOf(job));
    return line === undefined || !isComplete(line);
  });
  tell(`${own.length} trainings in this part, ${own.length - missing.length} done before.`);
  if (missing.length === 0) return 0;
  const drawn = new Map<RungId, readonly Architecture[]>();
  for (const rung of LADDER) drawn.set(rung.id, await randomGraphs(rung, graphs));
  const pairOf = ({ rung, row }: RecipeJob): Architecture => drawn.get(rung)![row]!;
  const keyOf = ({ rung }: RecipeJob): string => keys.get(rung)!;
  const write = openLog<LoggedChild>(folder, part);
  return trainMissing<RecipeJob, LoggedChild>({
    ...{ jobs: missing, minutes },
    here: () => trainHere(choice, pairOf, keyOf),
    crew: crew && {
      choice: crew,
      async train({ train }, job) {
        const { settings } = rungOf(job);
        const trained = await train({ settings, architecture: pairOf(job), trial: trialOf(job) });
        return trained && childLine(job, keyOf(job), settings, trained);
      },
    },
    log(child) {
      checkAgain(child, before.get(nameOf(child)));
      write(child);
    },
    told(job, { right, reason, coreSeconds }) {
      const { title, settings } = rungOf(job);
      const result =
        right === null ? `failed: ${reason}` : `${((100 * right) / settings.validationImages).toFixed(1)} %`;
      return `${title}, graph ${job.row + 1}, ${result}, ${coreSeconds.toFixed(1)} core-s`;
    },
  });
}

const rungOf = ({ rung }: RecipeJob): Rung => LADDER.find(({ id }) => id === rung) as Rung;

/** In this process; what a rung's children are trained with is kept until the next one begins. */
async function trainHere(
  choice: EngineChoice,
  pairOf: (job: RecipeJob) => Architecture,
  keyOf: (job: RecipeJob) => string,
): Promise<Here<RecipeJob, LoggedChild>> {
  const executor = await openEngine(choice);
  let ready: { readonly id: RungId; readonly ground: StudyGround } | null = null;
  return {
    async train(job, signal) {
      const rung = rungOf(job);
      if (ready?.id !== rung.id) {
        ready?.ground.dispose();
        ready = { id: rung.id, ground: await studyGround(rung.settings, executor) };
      }
      return logChild(job, keyOf(job), rung, pairOf(job), ready.ground, () => signal.aborted);
    },
    dispose() {
      ready?.ground.dispose();
      executor.dispose();
    },
  };
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
