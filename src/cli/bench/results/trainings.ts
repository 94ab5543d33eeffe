import { type Field, nullable, number, object, oneOf, text, whole } from '../../../base/fields.ts';
import { sha256 } from '../../../data/sha256.ts';
import { fullRun } from '../../../run/fullRun.ts';
import { winnerOf } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { canonicalKey } from '../../../space/canonical.ts';
import { measuredKey } from '../../../studies/recipes/measured.ts';
import { RECORDINGS, type RecordingId } from '../../../studies/recorded/list.ts';
import type { Accuracies } from '../../../studies/results/outcome.ts';
import {
  CONTENDER_IDS,
  type Contender,
  type ContenderId,
  contendersOf,
  RESULT_SEEDS,
  type ResultRecipe,
  trainingSettings,
} from '../../../studies/results/terms.ts';
import type { EngineChoice } from '../../runs/engine.ts';
import { checked } from '../../runs/settingOptions.ts';
import { trainRun } from '../../runs/trainChild.ts';
import { readRecording } from '../../site/recordings.ts';
import { latestOf } from '../../tabulate/log.ts';
import { startCoreClock } from '../../workers/coreClock.ts';

export interface ResultJob {
  readonly contender: Contender;
  readonly seed: number;
  readonly settings: Settings;
  /** Eight digits for all that decides the accuracy but the engine: lines of another are not read. */
  readonly key: string;
}

/** One training, as its log has it. */
export interface LoggedResult {
  readonly contender: ContenderId;
  readonly seed: number;
  readonly key: string;
  /** Test images; null where it failed. */
  readonly right: number | null;
  readonly reason?: string;
  /** Test images in all; 0 where it failed. */
  readonly images: number;
  /** Of the processor, all threads together. */
  readonly coreSeconds: number;
  /** The day on which it ended. */
  readonly date: string;
}

export const loggedResult: Field<LoggedResult> = object<LoggedResult>(
  {
    contender: oneOf(CONTENDER_IDS),
    seed: whole(),
    key: text(),
    right: nullable(whole()),
    reason: text(),
    images: whole(),
    coreSeconds: number({ min: 0 }),
    date: text(),
  },
  ['reason'],
  { others: 'ignored' },
);

/** Of the searches of this repository. Throws an InputError where a run cannot be read, a RangeError where it has no winner. */
export async function recordedContenders(recipe: Pick<ResultRecipe, 'settings'>): Promise<Contender[]> {
  const winners = new Map<RecordingId, Architecture>();
  for (const { id } of RECORDINGS) {
    const run = await readRecording(id);
    const winner = run && winnerOf(run.settings, run.trials, run.finalists);
    if (winner) winners.set(id, winner.architecture);
  }
  return contendersOf(recipe, (id) => {
    const winner = winners.get(id);
    if (winner === undefined) throw new RangeError(`the recorded search ${id} has no winner`);
    return winner;
  });
}

/** All trainings of a recipe, seed by seed. */
export async function resultJobs(
  recipe: Pick<ResultRecipe, 'settings'>,
  contenders: readonly Contender[],
): Promise<ResultJob[]> {
  const jobs: ResultJob[] = [];
  for (const seed of RESULT_SEEDS) {
    for (const contender of contenders) {
      const settings = checked(trainingSettings(recipe, contender, seed));
      const said = JSON.stringify([measuredKey(settings), seed, canonicalKey(contender.architecture)]);
      const key = (await sha256(new TextEncoder().encode(said))).slice(0, 8);
      jobs.push({ contender, seed, settings, key });
    }
  }
  return jobs;
}

/** Trains what a job says, as `npm run train` does, and answers its line; null where the signal came between two batches. */
export async function trainResult(
  job: ResultJob,
  choice: EngineChoice,
  signal: AbortSignal,
): Promise<LoggedResult | null> {
  const { contender, seed, settings } = job;
  const created = new Date().toISOString();
  const { id, architecture } = contender;
  const run = await fullRun({ name: `${id}, seed ${seed}`, created, settings, architecture });
  const coreSeconds = startCoreClock();
  const ended = await trainRun({ run, choice, signal, estimates: false, started() {}, heard() {} });
  const trial = ended.trials[0];
  return trial === undefined ? null : resultLine(job, trial, coreSeconds());
}

/** The line of what was trained, by whomever. */
export function resultLine(
  { contender, seed, key }: ResultJob,
  { test, reason }: Pick<Trial, 'test' | 'reason'>,
  coreSeconds: number,
): LoggedResult {
  return {
    ...{ contender: contender.id, seed, key },
    right: test === undefined ? null : Math.round(test.accuracy * test.images),
    ...(test === undefined && { reason: reason ?? 'It has no test accuracy.' }),
    images: test?.images ?? 0,
    coreSeconds: Number(coreSeconds.toFixed(1)),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** The latest line of each job that is done. */
export const doneOf = (
  jobs: readonly ResultJob[],
  lines: readonly LoggedResult[],
): Map<ResultJob, LoggedResult> =>
  latestOf(
    jobs,
    lines,
    (job, { contender, seed, key }) => contender === job.contender.id && seed === job.seed && key === job.key,
  );

/** A child that failed guesses: with ten classes a tenth is right. Null before all are done. */
export function accuraciesOf(
  jobs: readonly ResultJob[],
  done: ReadonlyMap<ResultJob, LoggedResult>,
  classes: number,
): Accuracies | null {
  if (jobs.some((job) => !done.has(job))) return null;
  const entries = CONTENDER_IDS.map((id) => [
    id,
    jobs
      .filter(({ contender }) => contender.id === id)
      .map((job) => {
        const { right, images } = done.get(job)!;
        return right === null ? 1 / classes : right / images;
      }),
  ]);
  return Object.fromEntries(entries) as Accuracies;
}
