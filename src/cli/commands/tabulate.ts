import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import { sha256 } from '../../data/sha256.ts';
import { splitSet } from '../../data/split.ts';
import type { Executor } from '../../engine/executor.ts';
import type { Evaluator } from '../../search/trial.ts';
import { comparableKey } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { choicesOf } from '../../space/choices.ts';
import { put } from '../../storage/files/put.ts';
import {
  BENCHMARK_FILE,
  BENCHMARK_SETTINGS,
  BENCHMARK_SPACE,
  BENCHMARK_TRAININGS,
} from '../../studies/benchmark/definition.ts';
import { encodeTable, type TableRow } from '../../studies/benchmark/table.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { trainingEvaluator } from '../../worker/laboratory/evaluator.ts';
import { cacheFolder, root, tell } from '../bootstrap/folders.mjs';
import { engineChoice, engineFlags, engineHelp, openEngine } from '../runs/engine.ts';
import { type FileLock, lockFile } from '../runs/fileLock.ts';
import { commandImages } from '../runs/images.ts';
import { type Interruption, onInterruption } from '../runs/interruption.ts';
import { keyOf, type LoggedTraining, logFile, openLog, readLog } from '../tabulate/log.ts';
import { partFlag } from '../tabulate/part.ts';
import { spreadText } from '../tabulate/spread.ts';
import { integerFlag } from '../text/flags.ts';
import { commandOptions } from '../text/help.ts';

const help = `Usage: npm run tabulate -- [options]

Trains every child of the benchmark's closed search space on CIFAR-10, ${BENCHMARK_TRAININGS} times each, and
writes the table that "npm run compare" and the page look accuracies up in. What is done is kept: start the command
again to go on, also after a crash. Several processes share the work when each is given a part of its own.

  --part K/N     do the K-th of N parts (default: 1/1); whichever ends last writes the table
  --sample N     stop after N children spread over the space, and print how far children and trainings differ
  --out FILE     (default: public/${BENCHMARK_FILE})
  --log FOLDER   where the trainings that are done are kept (default: one in .cache/ for these settings and this engine)
${engineHelp(17)}`;

const flags = {
  part: { type: 'string' },
  sample: { type: 'string' },
  out: { type: 'string' },
  log: { type: 'string' },
  ...engineFlags,
} as const;

/** One training that the table needs. */
interface Job {
  readonly row: number;
  readonly training: number;
}

/** `npm run tabulate`. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const { part, parts } = partFlag(given.part ?? '1/1');
  const file = path.resolve(given.out ?? path.join(root, 'public', BENCHMARK_FILE));
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`--out ${given.out}: it is a folder, give the name of a file.`);
  }
  const graphs = distinctGraphs(BENCHMARK_SPACE);
  const sample = integerFlag('sample', given.sample, { min: 2, max: graphs.length });
  const chosen = sampleOf(graphs.length, sample ?? graphs.length);
  const executor = await openEngine(engineChoice(given));
  const folder =
    given.log ?? path.join(cacheFolder, 'tabulate', `${await fingerprintOfBenchmark()}-${executor.kind}`);
  const jobs = chosen.flatMap((row) =>
    Array.from({ length: BENCHMARK_TRAININGS }, (_, training): Job => ({ row, training })),
  );
  const own = jobs.filter((_, index) => index % parts === part - 1);
  let held: FileLock | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    held = await lockFile('--part', logFile(folder, part), 0, 'give another part with --part');
    const isSample = sample !== undefined;
    return await tabulate({ executor, graphs, chosen, jobs, own, folder, part, file, isSample });
  } finally {
    held?.release();
    executor.dispose();
  }
}

interface Tabulation {
  readonly executor: Executor;
  readonly graphs: readonly Architecture[];
  /** The rows that are wanted. */
  readonly chosen: readonly number[];
  readonly jobs: readonly Job[];
  /** Those of this part. */
  readonly own: readonly Job[];
  readonly folder: string;
  readonly part: number;
  readonly file: string;
  readonly isSample: boolean;
}

/** Answers the exit code. */
async function tabulate(work: Tabulation): Promise<number> {
  const { executor, graphs, chosen, jobs, own, folder, part, file, isSample } = work;
  const before = readLog(folder);
  const missing = own.filter(({ row, training }) => !before.has(keyOf(row, training)));
  tell(
    `${jobs.length} trainings, ${own.length} of them in this part, ${own.length - missing.length} done before.`,
  );

  const interruption = onInterruption(() => tell('Ending after this batch …'));
  try {
    const evaluator = await benchmarkEvaluator(executor);
    const stopped = await trainAll(missing, graphs, evaluator, openLog(folder, part), interruption);
    if (stopped) {
      tell('Interrupted. What is done is kept: start the command again to go on.');
      return interruption.code ?? 1;
    }
    const done = readLog(folder);
    const left = jobs.filter(({ row, training }) => !done.has(keyOf(row, training))).length;
    if (left > 0) {
      tell(
        `This part is done; ${left} trainings of other parts are not yet there. Their process writes the table.`,
      );
      return 0;
    }
    const rows = chosen.map((row) => tableRow(graphs[row] as Architecture, row, done, evaluator));
    console.log(spreadText(rows));
    if (isSample) return 0;
    mkdirSync(path.dirname(file), { recursive: true });
    const { kind: engine, adapter } = executor;
    await put(
      file,
      encodeTable({ space: BENCHMARK_SPACE, settings: BENCHMARK_SETTINGS, engine, adapter, rows }),
    );
    console.log(`The table is in ${path.relative(process.cwd(), file)}.`);
    return 0;
  } finally {
    interruption.end();
  }
}

async function benchmarkEvaluator(
  executor: Parameters<typeof trainingEvaluator>[1]['executor'],
): Promise<Evaluator> {
  const { trainImages, validationImages, seed, imageSize, dataset } = BENCHMARK_SETTINGS;
  const set = await commandImages(trainImages + validationImages, imageSize, seed, dataset);
  const images = await executor.upload(set);
  const split = splitSet(images.set, trainImages, validationImages, seed);
  return trainingEvaluator(BENCHMARK_SETTINGS, { executor, images, split, lost: new Promise(() => {}) });
}

/** Answers whether it was interrupted; the training in progress is then lost. */
async function trainAll(
  jobs: readonly Job[],
  graphs: readonly Architecture[],
  evaluator: Evaluator,
  log: (training: LoggedTraining) => void,
  interruption: Interruption,
): Promise<boolean> {
  const start = performance.now();
  for (const [index, { row, training }] of jobs.entries()) {
    const evaluation = evaluator.evaluate(
      graphs[row] as Architecture,
      row * BENCHMARK_TRAININGS + training + 1,
    );
    let step = await evaluation.next();
    while (!step.done && interruption.code === null) step = await evaluation.next();
    if (!step.done) {
      await evaluation.return(undefined as never);
      return true;
    }
    const { accuracy, seconds, reason } = step.value;
    log({
      row,
      training,
      accuracy,
      seconds: Number(seconds.toFixed(3)),
      ...(reason === undefined ? {} : { reason }),
    });
    const elapsed = (performance.now() - start) / 1000;
    const left = Math.round(((elapsed / (index + 1)) * (jobs.length - index - 1)) / 60);
    const result = accuracy === null ? `failed: ${reason}` : `${(100 * accuracy).toFixed(1)} %`;
    tell(
      `${index + 1} of ${jobs.length}: child ${row + 1}, ${result} in ${seconds.toFixed(1)} s; about ${left} min left`,
    );
    if (interruption.code !== null) return true;
  }
  return false;
}

function tableRow(
  architecture: Architecture,
  row: number,
  done: ReadonlyMap<string, LoggedTraining>,
  evaluator: Evaluator,
): TableRow {
  const trainings = Array.from(
    { length: BENCHMARK_TRAININGS },
    (_, training) => done.get(keyOf(row, training)) as LoggedTraining,
  );
  const { trainable, multiplyAdds } = evaluator.cost(architecture);
  return {
    choices: choicesOf(BENCHMARK_SPACE, architecture),
    trainable,
    multiplyAdds,
    accuracies: trainings.map(({ accuracy }) => accuracy),
    seconds: trainings.map(({ seconds }) => seconds),
  };
}

/** Rows as far apart as can be: they differ in all their choices. */
function sampleOf(rows: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.floor((index * rows) / count));
}

/** Trainings under other settings must not end in the same table; how searches choose children does not matter to it. */
async function fingerprintOfBenchmark(): Promise<string> {
  const { seed } = BENCHMARK_SETTINGS;
  const trained = [comparableKey(BENCHMARK_SETTINGS), seed, BENCHMARK_TRAININGS];
  const text = JSON.stringify([BENCHMARK_SPACE, ...trained]);
  return (await sha256(new TextEncoder().encode(text))).slice(0, 12);
}
