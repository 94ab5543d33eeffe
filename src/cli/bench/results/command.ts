import { existsSync } from 'node:fs';
import { InputError } from '../../../base/errors.ts';
import { datasetInfo } from '../../../data/infos.ts';
import { type ContenderOutcome, outcomeOf } from '../../../studies/results/outcome.ts';
import {
  CONTENDERS,
  type Contender,
  RESULT_RECIPES,
  RESULT_SEEDS,
  type ResultRecipe,
} from '../../../studies/results/terms.ts';
import { outcomeSentences, outcomeTable } from '../../../studies/results/words.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { prepareDataset } from '../../prepare/preparations.ts';
import { openLog, readLines } from '../../tabulate/log.ts';
import { holdingPart } from '../../tabulate/part.ts';
import { trainMissing } from '../../tabulate/trainMissing.ts';
import { commandOptions } from '../../text/help.ts';
import { terminalReport } from '../../text/terminalReport.ts';
import { type Study, studyFlags, studyHelp, studyOptions } from '../studyOptions.ts';
import {
  accuraciesOf,
  doneOf,
  type LoggedResult,
  loggedResult,
  type ResultJob,
  recordedContenders,
  resultJobs,
  resultLine,
  trainResult,
} from './trainings.ts';

const ALL = CONTENDERS.length * RESULT_SEEDS.length;

const help = `Usage: npm run -s bench -- --results [options]

Whether searching pays: trains what the recorded searches found best, and published cells of no more parameters, from the
same ${RESULT_SEEDS.length} fresh seeds, and tells their accuracies on the test images. What is done is kept a line each: start the command
again to go on, also after a crash. Nothing is told of who is better before all ${ALL} trainings are there. See docs/RESULTS.md.

  --recipe NAME   twice: Mini CIFAR with 8,000 training images, the study's (default); large: 10,000 and 5 epochs;
                  whole: N = 2, F = 16, 49,000 and 20 epochs, for a graphics card
${studyHelp(18)}
  --report        train nothing, print the table if all of it is there
  --json          print it as JSON
  --log FOLDER    where trainings are kept (default: in src/studies/results/log/, by the engine and its version)`;

const flags = {
  results: { type: 'boolean' },
  recipe: { type: 'string' },
  ...studyFlags,
} as const;

/** `npm run bench -- --results`: answers the exit code. */
export async function studyResults(args: readonly string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const recipe = recipeFlag(given.recipe);
  const study = studyOptions(given, 'src/studies/results/log');
  const { folder, part, parts } = study;
  const contenders = await recordedContenders(recipe);
  const jobs = await resultJobs(recipe, contenders);
  let code = 0;
  if (!given.report) {
    await prepareDataset(recipe.settings.dataset, { report: terminalReport(process.stderr) });
    const own = jobs.filter((_, index) => index % parts === part - 1);
    code = await holdingPart(folder, part, () => trainAll(own, study));
  }
  if (given.report && !existsSync(folder)) tell(`${folder} is not there: nothing was trained.`);
  print(told(recipe, contenders, jobs, folder), given.json ?? false);
  return code;
}

/** Trains what is missing; answers the exit code. */
async function trainAll(
  jobs: readonly ResultJob[],
  { folder, part, minutes, crew, choice }: Study,
): Promise<number> {
  const done = doneOf(jobs, readLines(folder, loggedResult));
  const missing = jobs.filter((job) => !done.has(job));
  tell(`${jobs.length} trainings in this part, ${done.size} done before.`);
  if (missing.length === 0) return 0;
  return trainMissing<ResultJob, LoggedResult>({
    ...{ jobs: missing, minutes, log: openLog(folder, part) },
    here: async () => ({ train: (job, signal) => trainResult(job, choice, signal), dispose() {} }),
    crew: crew && {
      choice: crew,
      async train({ train }, job) {
        const { settings, contender } = job;
        // The trial that a full training is.
        const trained = await train({ settings, architecture: contender.architecture, trial: 1 });
        return trained && resultLine(job, trained, trained.coreSeconds);
      },
    },
    told({ contender, seed }, { right, reason }, _, seconds) {
      // Its figure is for the end: whoever watches could stop when it pleases.
      const result = right === null ? `failed: ${reason}` : 'trained';
      return `${contender.id}, seed ${seed}, ${result}, ${Math.round(seconds)} s`;
    },
  });
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
