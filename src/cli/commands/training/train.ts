import { existsSync } from 'node:fs';
import { InputError } from '../../../base/errors.ts';
import { acceptRun } from '../../../run/file/importRun.ts';
import { fullRun, pairOf } from '../../../run/fullRun.ts';
import { lacksCheckpoint } from '../../../run/resuming/resume.ts';
import { isComplete, type Run } from '../../../run/run.ts';
import { FULL_RECIPES, type FullRecipe, fullTraining } from '../../../settings/fullTraining.ts';
import { PRESET_SETTINGS, SETTING_NAMES, type SettingName, settingOf } from '../../../settings/settings.ts';
import { readRunFiles } from '../../../storage/files/readRunFiles.ts';
import { createRunWriter } from '../../../storage/files/runWriter.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { type EngineChoice, engineChoice, engineFlags, engineHelp } from '../../runs/engine.ts';
import { type FileLock, lockFile } from '../../runs/fileLock.ts';
import { freshFile, type Lock } from '../../runs/freshFile.ts';
import { prepareOrStandIn } from '../../runs/images.ts';
import { onInterruption } from '../../runs/interruption.ts';
import {
  checked,
  type Flags,
  flagOf,
  givenSettings,
  settingOptions,
  settingsHelp,
} from '../../runs/settingOptions.ts';
import { trainRun } from '../../runs/trainChild.ts';
import { checkWeightsPlace, keepWeights } from '../../runs/trainedWeights.ts';
import { createTrainKeeper } from '../../runs/trainKeeper.ts';
import { createTrainReport } from '../../runs/trainReport.ts';
import { goOnUnheard } from '../../runs/unheard.ts';
import { cellsHelp, givenCells } from '../../text/arguments.ts';
import { commandOptions } from '../../text/help.ts';
import { goOnWith } from '../../text/shell.ts';

/** What one child is made of and trained with; of the space and the search only the seed. */
const NAMES = [
  // It prints what is known after every epoch.
  ...SETTING_NAMES.filter(
    (name) => ['child', 'data', 'training'].includes(settingOf(name).group) && name !== 'validateEachEpoch',
  ),
  'seed',
] as const satisfies readonly SettingName[];
const naming = { aliases: true } as const;

const help = `Usage: npm run -s train -- --cells CELLS [options]

Trains one child network on CIFAR-10 without a page and prints its accuracy after every epoch: the very child, to the same
bits, that is the first of a run with these settings, as "Build it large" on the page has it.

${cellsHelp(24)}
  --recipe NAME         paper: as NASNet-A was trained on CIFAR-10, N = 6 and F = 32 with 600 epochs, tested at the end; of
                        the 50,000 training images 5,000 are held out for the curve, so it trains on 45,000;
                        settings that are given stand in the place of its own (default: the mini recipe)
  --keep FILE           keeps the training in FILE after every epoch, as a run that the page can open, with what it goes on
                        from beside it in FILE.weights; while it trains FILE.lock says whose it is. FILE must not exist
  --resume FILE         goes on with the training in FILE, to the same bits as if it had never been interrupted, and keeps it
                        there. Its settings are the file's
  --weights FILE        writes the weights in the end as safetensors, named as PyTorch's (default with --keep and --resume:
                        the run's file with .safetensors behind its name)
${engineHelp(24)}
  --json                one JSON object a line and epoch

Ctrl-C, SIGTERM and SIGHUP end it after the batch in progress; a second Ctrl-C ends it at once.

Settings, as a search has them; without --dataset a machine that cannot get CIFAR-10 warns and takes synthetic images:
${settingsHelp(NAMES, naming, ['mini'])}`;

const flags = {
  ...settingOptions(NAMES, naming),
  cells: { type: 'string' },
  recipe: { type: 'string' },
  keep: { type: 'string' },
  resume: { type: 'string' },
  weights: { type: 'string' },
  ...engineFlags,
  json: { type: 'boolean' },
} as const;

interface Given {
  readonly cells?: string | undefined;
  readonly recipe?: string | undefined;
  readonly keep?: string | undefined;
  readonly resume?: string | undefined;
  readonly weights?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `npm run train`: answers the exit code, 1 where the child failed, 128 and the signal's number where it was interrupted. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const choice = engineChoice(given);
  const locks: FileLock[] = [];
  const lock: Lock = async (option, file) =>
    void locks.push(await lockFile(option, file, 0, `give another file with ${option}`));
  try {
    const job = given.resume === undefined ? await begin(given, lock) : await goOn(given, given.resume, lock);
    // What it is for goes into a file.
    if (job.out !== null || job.weights !== null) goOnUnheard(process.stdout);
    return await train(job, choice, given.json ?? false);
  } finally {
    for (const held of locks) held.release();
  }
}

interface Job {
  readonly run: Run;
  /** Where it is kept. */
  readonly out: string | null;
  readonly weights: string | null;
  readonly estimates: boolean;
}

async function begin(given: Given, lock: Lock): Promise<Job> {
  if (given.cells === undefined)
    throw new InputError('--cells is missing: give a preset, a share code, a link or a file.');
  const recipe = recipeFlag(given.recipe);
  // What the option of this name was once.
  if (given.keep !== undefined && Number(given.keep) > 0 && Number(given.keep) <= 1)
    throw new InputError(
      `--keep ${given.keep}: --keep names a file that the training is kept in; for drop path give --keep-probability ${given.keep}.`,
    );
  const own = givenSettings(NAMES, given as Flags, naming);
  const base = checked({ ...PRESET_SETTINGS.mini.settings, ...own });
  const architecture = await givenCells(given.cells);
  const wanted = checked({
    ...fullTraining({ architecture, base, recipe, changes: own }),
    test: own.test ?? recipe === 'paper',
  });
  const weights = weightsPlace(given);
  const out = given.keep === undefined ? null : await freshFile('--keep', given.keep, lock);
  const dataset = await prepareOrStandIn(wanted.dataset, own.dataset !== undefined);
  const settings = { ...wanted, dataset };
  const name = `${given.cells.slice(0, 60)}, N = ${settings.cellsPerStage}, F = ${settings.filters}, seed ${settings.seed}`;
  const created = new Date().toISOString();
  const run = await fullRun({ name, created, settings, architecture });
  return { run, out, weights, estimates: out !== null || recipe === 'paper' };
}

async function goOn(given: Given, from: string, lock: Lock): Promise<Job> {
  const [other] = [
    ...(['cells', 'recipe', 'keep'] as const).filter((name) => given[name] !== undefined),
    ...Object.keys(givenSettings(NAMES, given as Flags, naming)).map((name) => flagOf(name as SettingName)),
  ];
  if (other !== undefined)
    throw new InputError(
      `--${other} cannot be given with --resume: the training keeps the child and the settings that it began with.`,
    );
  if (existsSync(from)) await lock('--resume', from);
  const read = await readRunFiles(from, (text) => tell(`Warning: ${text}`));
  if (!read.ok) throw new InputError(`--resume ${from}: ${read.error}`);
  const accepted = acceptRun(read.value, new Date());
  if (!accepted.ok) throw new InputError(`--resume ${from}: ${accepted.error}`);
  const run = read.value;
  const { trials, finalists, rewards } = run.settings;
  if (trials !== 1 || finalists > 0 || rewards !== 'trained' || pairOf(run) === null || lacksCheckpoint(run))
    throw new InputError(
      `--resume ${from}: it is a search, and no training of one given pair. ${goOnWith('search', from)}`,
    );
  if (isComplete(run))
    throw new InputError(`--resume ${from}: the training is done. ${whereWeights(`${from}.safetensors`)}`);
  const weights = weightsPlace(given);
  await prepareOrStandIn(run.settings.dataset, true);
  return { run, out: from, weights, estimates: true };
}

const whereWeights = (beside: string): string =>
  existsSync(beside)
    ? `Its weights are in ${beside}.`
    : `There is no ${beside}: its weights are where --weights said, if that was given, or they are gone; then only a new training makes them again.`;

function recipeFlag(given: string | undefined): FullRecipe {
  if (given === undefined) return 'own';
  const found = FULL_RECIPES.find((one) => one === given && one !== 'own');
  if (found === undefined)
    throw new InputError(`--recipe ${given}: give paper, or leave it out for the mini recipe.`);
  return found;
}

/** Null: they are not wanted. Throws an InputError where no file can be there. */
function weightsPlace({ weights, keep, resume }: Given): string | null {
  const beside = keep ?? resume;
  const place = weights ?? (beside === undefined ? null : `${beside}.safetensors`);
  if (weights !== undefined) checkWeightsPlace(weights, beside ?? null);
  // What is beside a training that goes on is its own.
  else if (keep !== undefined && existsSync(`${keep}.safetensors`))
    throw new InputError(
      `${keep}.safetensors exists, and the weights go there in the end: give another name with --keep, or one with --weights.`,
    );
  return place;
}

async function train(
  { run: begun, out, weights, estimates }: Job,
  choice: EngineChoice,
  json: boolean,
): Promise<number> {
  const report = createTrainReport(begun, json);
  const keeper = out === null ? null : createTrainKeeper(createRunWriter(out, begun, tell), out, tell);
  let inPlace = true;
  const abort = new AbortController();
  const interruption = onInterruption(() => {
    tell('Ending after this batch …');
    abort.abort();
  });
  try {
    await keeper?.keep(begun);
    const run = await trainRun({
      ...{ run: begun, choice, signal: abort.signal, estimates },
      started: (environment) => report.started(environment),
      async heard(event, after) {
        report.heard(event, after);
        if (event.type === 'child-state') await keeper?.keep(after);
        // Before the run says that it is done: killed in between, it trains its last epoch once more.
        if (event.type === 'trial-ended' && event.weights && weights !== null)
          inPlace = await keepWeights(weights, after, event.weights, tell);
      },
    });
    const kept = await keeper?.end(run);
    if (!isComplete(run)) {
      tell(interrupted(kept?.file ?? null));
      return interruption.code ?? 1;
    }
    return report.ended(run) && inPlace && kept?.asWanted !== false ? 0 : 1;
  } catch (thrown) {
    // What it got to is in its file.
    if (out !== null && existsSync(out)) tell(goOnWith('train', out));
    throw thrown;
  } finally {
    interruption.end();
  }
}

const interrupted = (file: string | null): string =>
  file === null
    ? 'Interrupted. Nothing of the child is kept: the same command trains it anew, to the same accuracies.'
    : `Interrupted. ${goOnWith('train', file)}`;
