import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { datasetInfo } from '../../../data/infos.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import { type ContenderOutcome, outcomeOf } from '../../../studies/results/outcome.ts';
import {
  CONTENDERS,
  type Contender,
  RESULT_RECIPES,
  RESULT_SEEDS,
  type ResultRecipe,
} from '../../../studies/results/terms.ts';
import { outcomeSentences, outcomeTable } from '../../../studies/results/words.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { prepareDataset } from '../../prepare/preparations.ts';
import { type EngineChoice, engineChoice, engineFlags } from '../../runs/engine.ts';
import { lockFile } from '../../runs/fileLock.ts';
import { onInterruption } from '../../runs/interruption.ts';
import { logFile, openLog, readLines } from '../../tabulate/log.ts';
import { partFlag } from '../../tabulate/part.ts';
import { numberFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { terminalReport } from '../../text/terminalReport.ts';
import {
  accuraciesOf,
  doneOf,
  type LoggedResult,
  loggedResult,
  type ResultJob,
  recordedContenders,
  resultJobs,
  trainResult,
} from './trainings.ts';

const MINUTES = 60;
const ALL = CONTENDERS.length * RESULT_SEEDS.length;

const help = `Usage: npm run -s bench -- --results [options]

Whether searching pays: trains what the recorded searches found best, and published cells of no more parameters, from the
same ${RESULT_SEEDS.length} fresh seeds, and tells their accuracies on the test images. What is done is kept a line each: start the command
again to go on, also after a crash. Nothing is told of who is better before all ${ALL} trainings are there. See docs/RESULTS.md.

  --recipe NAME   twice: Mini CIFAR with 8,000 training images, the study's (default); large: 10,000 and 5 epochs;
                  whole: N = 2, F = 16, 49,000 and 20 epochs, for a graphics card
  --minutes N     end after so many minutes, at the end of a training (default: ${MINUTES})
  --part K/N      train the K-th of N parts (default: 1/1): processes with a part each share the work
  --engine NAME   compiled, wasm or reference (default: wasm, whose figures are the same everywhere)
  --threads N     of wasm
  --report        train nothing, print the table if all of it is there
  --json          print it as JSON
  --log FOLDER    where trainings are kept (default: in src/studies/results/log/, by the engine and its version)`;

const flags = {
  results: { type: 'boolean' },
  recipe: { type: 'string' },
  minutes: { type: 'string' },
  part: { type: 'string' },
  ...engineFlags,
  report: { type: 'boolean' },
  json: { type: 'boolean' },
  log: { type: 'string' },
} as const;

/** `npm run bench -- --results`: answers the exit code. */
export async function studyResults(args: readonly string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const choice = engineChoice({ engine: 'wasm', ...given });
  const { engine } = choice;
  if (engine === null) throw new InputError('--engine: give compiled, wasm or reference.');
  if (engine !== 'wasm' && given.log === undefined)
    throw new InputError(
      `--engine ${engine}: give a folder with --log, for its figures are of this machine's adapter alone.`,
    );
  const recipe = recipeFlag(given.recipe);
  const minutes = numberFlag('minutes', given.minutes, { min: 0.1, max: 10_000 }) ?? MINUTES;
  const { part, parts } = partFlag(given.part ?? '1/1');
  const folder =
    given.log ?? path.join(root, 'src/studies/results/log', `${engine}-${ENGINE_VERSIONS[engine]}`);
  const contenders = await recordedContenders(recipe);
  const jobs = await resultJobs(recipe, contenders);
  let code = 0;
  if (!given.report) {
    await prepareDataset(recipe.settings.dataset, { report: terminalReport(process.stderr) });
    mkdirSync(folder, { recursive: true });
    const held = await lockFile('--part', logFile(folder, part), 0, 'give another part with --part');
    try {
      const own = jobs.filter((_, index) => index % parts === part - 1);
      code = await trainAll({ jobs: own, folder, part, minutes }, choice);
    } finally {
      held.release();
    }
  }
  if (given.report && !existsSync(folder)) tell(`${folder} is not there: nothing was trained.`);
  print(told(recipe, contenders, jobs, folder), given.json ?? false);
  return code;
}

interface Work {
  readonly jobs: readonly ResultJob[];
  readonly folder: string;
  readonly part: number;
  readonly minutes: number;
}

/** Trains what is missing; answers the exit code. */
async function trainAll({ jobs, folder, part, minutes }: Work, choice: EngineChoice): Promise<number> {
  const done = doneOf(jobs, readLines(folder, loggedResult));
  const missing = jobs.filter((job) => !done.has(job));
  tell(`${jobs.length} trainings in this part, ${done.size} done before.`);
  if (missing.length === 0) return 0;
  const abort = new AbortController();
  const interruption = onInterruption(() => {
    tell('Ending after this batch …');
    abort.abort();
  });
  const log = openLog<LoggedResult>(folder, part);
  const start = performance.now();
  try {
    for (const [index, job] of missing.entries()) {
      const began = performance.now();
      const line = await trainResult(job, choice, abort.signal);
      if (line === null) return interruption.code ?? 1;
      log(line);
      const seconds = Math.round((performance.now() - began) / 1000);
      // Its figure is for the end: whoever watches could stop when it pleases.
      const result = line.right === null ? `failed: ${line.reason}` : 'trained';
      tell(
        `${index + 1} of ${missing.length}: ${job.contender.id}, seed ${job.seed}, ${result}, ${seconds} s`,
      );
      if (interruption.code !== null) return interruption.code;
      if ((performance.now() - start) / 60_000 >= minutes) {
        tell('The time is over. What is done is kept: start the command again to go on.');
        return 0;
      }
    }
    return 0;
  } finally {
    interruption.end();
  }
}

interface Told {
  readonly recipe: ResultRecipe;
  readonly left: number;
  readonly failed: number;
  readonly contenders: readonly Contender[];
  /** Null before all trainings are there. */
  readonly outcome: readonly ContenderOutcome[] | null;
}

function told(
  recipe: ResultRecipe,
  contenders: readonly Contender[],
  jobs: readonly ResultJob[],
  folder: string,
): Told {
  const done = doneOf(jobs, readLines(folder, loggedResult));
  const { classes } = datasetInfo(recipe.settings.dataset);
  const accuracies = accuraciesOf(jobs, done, classes.length);
  return {
    ...{ recipe, contenders },
    left: jobs.length - done.size,
    failed: [...done.values()].filter(({ right }) => right === null).length,
    outcome: accuracies && outcomeOf(contenders, accuracies),
  };
}

function print({ recipe, left, failed, contenders, outcome }: Told, json: boolean): void {
  const sentences = outcome && outcomeSentences(outcome);
  if (json) {
    const plain = ({ architecture: _, ...contender }: Contender) => contender;
    const all = outcome?.map(({ contender, ...figures }) => ({ ...plain(contender), ...figures }));
    console.log(
      JSON.stringify({
        ...{ recipe: recipe.id, left, failed, seeds: RESULT_SEEDS },
        ...{ contenders: all ?? contenders.map(plain), sentences },
      }),
    );
  } else if (outcome && sentences) console.log([outcomeTable(outcome), '', ...sentences].join('\n'));
  if (left > 0) tell(`${left} of ${ALL} trainings are not yet there.`);
  if (failed > 0) tell(`${failed} of them failed, and count as a guess.`);
}

function recipeFlag(given: string | undefined): ResultRecipe {
  const found = RESULT_RECIPES.find(({ id }) => id === (given ?? RESULT_RECIPES[0]!.id));
  if (found !== undefined) return found;
  throw new InputError(`--recipe ${given}: give one of ${RESULT_RECIPES.map(({ id }) => id).join(', ')}.`);
}
