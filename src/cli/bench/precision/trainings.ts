import { type Field, list, number, object, oneOf, text, whole } from '../../../base/fields.ts';
import { sha256 } from '../../../data/sha256.ts';
import { ChildError, type Executor } from '../../../engine/executor.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { canonicalKey } from '../../../space/canonical.ts';
import { presetOf } from '../../../space/presets.ts';
import type { TrainedPair } from '../../../studies/precision/outcome.ts';
import {
  type PairTerms,
  PRECISION_CHILDREN,
  PRECISION_PAIRS,
  PRECISIONS,
  pairSettings,
  titleOf,
} from '../../../studies/precision/terms.ts';
import { measuredKey } from '../../../studies/recipes/measured.ts';
import { checked } from '../../runs/settingOptions.ts';
import { latestOf } from '../../tabulate/log.ts';
import { studyGround, trainedChild } from '../studyTraining.ts';

/** The one engine that has both precisions. */
export const ENGINE = 'compiled';

export interface PrecisionJob {
  readonly pair: PairTerms;
  readonly precision: Settings['precision'];
  readonly settings: Settings;
  readonly architecture: Architecture;
  /** Eight digits for all that decides the accuracy but engine and adapter: lines of another are not read. */
  readonly key: string;
}

/** One training, as its log has it. */
export interface LoggedPrecision extends PairTerms {
  readonly precision: Settings['precision'];
  readonly key: string;
  readonly adapter: string;
  readonly engine: typeof ENGINE;
  readonly engineVersion: number;
  /** Validation accuracies by epoch, shares of 1; fewer than there are epochs where it was not finite. */
  readonly accuracies: readonly number[];
  /** Why it was not finite; absent where it was. */
  readonly reason?: string;
  /** Of training and evaluation. */
  readonly seconds: number;
  /** The day on which it ended. */
  readonly date: string;
}

export const loggedPrecision: Field<LoggedPrecision> = object<LoggedPrecision>(
  {
    child: oneOf(PRECISION_CHILDREN),
    seed: whole(),
    precision: oneOf(PRECISIONS),
    key: text(),
    adapter: text(),
    engine: oneOf([ENGINE]),
    engineVersion: whole(),
    accuracies: list(number({ min: 0, max: 1 })),
    reason: text(),
    seconds: number({ min: 0 }),
    date: text(),
  },
  ['reason'],
  { others: 'ignored' },
);

/** All trainings, pair by pair. */
export async function precisionJobs(): Promise<PrecisionJob[]> {
  const jobs: PrecisionJob[] = [];
  for (const pair of PRECISION_PAIRS)
    for (const precision of PRECISIONS) {
      const settings = checked(pairSettings(pair, precision));
      const { architecture } = presetOf(pair.child);
      const said = JSON.stringify([measuredKey(settings), settings.seed, canonicalKey(architecture)]);
      const key = (await sha256(new TextEncoder().encode(said))).slice(0, 8);
      jobs.push({ pair, precision, settings, architecture, key });
    }
  return jobs;
}

export const nameOf = ({ pair, precision }: Pick<PrecisionJob, 'pair' | 'precision'>): string =>
  `${titleOf(pair.child)}, seed ${pair.seed}, ${precision} bits`;

/** Every training of a seed and precision is the first trial of a run of its own, so that both of a pair draw the same. */
const TRIAL = 1;

/** Trains what a job says, and answers its line; null where the signal came between two batches. Throws a ChildError where the device refused it. */
export async function trainPrecision(
  job: PrecisionJob,
  executor: Executor,
  signal: AbortSignal,
): Promise<LoggedPrecision | null> {
  const ground = await studyGround(job.settings, executor);
  try {
    const trained = await trainedChild(ground, job.architecture, TRIAL, () => signal.aborted);
    if (trained === null) return null;
    const { accuracy, epochs, isRefused, reason, seconds } = trained;
    // That says nothing of a precision.
    if (isRefused) throw new ChildError(`${nameOf(job)}: ${reason}`);
    const { pair, precision, key } = job;
    return {
      ...{ ...pair, precision, key, adapter: executor.adapter },
      ...{ engine: ENGINE, engineVersion: ENGINE_VERSIONS[ENGINE] },
      accuracies: epochs.flatMap(({ validationAccuracy }) => validationAccuracy ?? []),
      ...(accuracy === null && { reason: reason ?? 'It has no accuracy.' }),
      seconds: Number(seconds.toFixed(1)),
      date: new Date().toISOString().slice(0, 10),
    };
  } finally {
    ground.dispose();
  }
}

/** The latest line of each job that is done, by this version of the engine. */
export const doneOf = (
  jobs: readonly PrecisionJob[],
  lines: readonly LoggedPrecision[],
): Map<PrecisionJob, LoggedPrecision> =>
  latestOf(
    jobs,
    lines.filter(({ engineVersion }) => engineVersion === ENGINE_VERSIONS[ENGINE]),
    ({ pair, precision, key }, line) =>
      pair.child === line.child &&
      pair.seed === line.seed &&
      precision === line.precision &&
      key === line.key,
  );

const lastOf = ({ reason, accuracies }: LoggedPrecision): number | null =>
  reason === undefined ? (accuracies.at(-1) ?? null) : null;

/** The pairs of which both trainings are done. */
export function trainedPairs(done: ReadonlyMap<PrecisionJob, LoggedPrecision>): TrainedPair[] {
  const lineOf = (pair: PairTerms, precision: Settings['precision']) =>
    [...done].find(([job]) => job.pair === pair && job.precision === precision)?.[1];
  return PRECISION_PAIRS.flatMap((pair) => {
    const [half, full] = [lineOf(pair, 16), lineOf(pair, 32)];
    return half === undefined || full === undefined
      ? []
      : [{ ...pair, half: lastOf(half), full: lastOf(full) }];
  });
}
