import { type Field, nullable, number, object, oneOf, text, whole } from '../../../base/fields.ts';
import { sha256 } from '../../../data/sha256.ts';
import type { Evaluation } from '../../../search/trial.ts';
import { LADDER, type Rung, type RungId } from '../../../settings/ladder.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { createRandomSearch } from '../../../strategies/random/random.ts';
import { measuredKey } from '../../../studies/recipes/measured.ts';
import { startCoreClock } from '../../workers/coreClock.ts';
import { type StudyGround, trainedChild } from '../studyTraining.ts';

/** The graphs of each rung are drawn from this seed; more of them begin with the fewer. */
const GRAPHS_SEED = 1;

export const TRAININGS = 2;

export interface RecipeJob {
  readonly rung: RungId;
  /** Of the rung's random graphs, from 0. */
  readonly row: number;
  /** From 0. */
  readonly training: number;
}

/** One training, as its log has it. */
export interface LoggedChild extends RecipeJob {
  /** Of all that the recipe says: lines of another are not read. */
  readonly key: string;
  /** Validation images; null where it failed. */
  readonly right: number | null;
  /** Which of them, as a trial keeps them. Where it failed there are none, and lines of an older log have none. */
  readonly bits?: string;
  readonly reason?: string;
  /** Of the processor, all threads together. */
  readonly coreSeconds: number;
  /** The day on which it ended. */
  readonly date: string;
}

export const loggedChild: Field<LoggedChild> = object<LoggedChild>(
  {
    rung: oneOf(LADDER.map(({ id }) => id)),
    row: whole(),
    training: whole(),
    key: text(),
    right: nullable(whole()),
    bits: text(),
    reason: text(),
    coreSeconds: number({ min: 0 }),
    date: text(),
  },
  ['bits', 'reason'],
  { others: 'ignored' },
);

/** Whether nothing is left to train: how far two trainings part is told by their bits. */
export const isComplete = ({ right, bits }: LoggedChild): boolean => right === null || bits !== undefined;

/** Eight digits for what decides a logged accuracy. */
export async function rungKey({ settings }: Pick<Rung, 'settings'>): Promise<string> {
  const said = JSON.stringify([measuredKey(settings), settings.seed, GRAPHS_SEED]);
  return (await sha256(new TextEncoder().encode(said))).slice(0, 8);
}

/** Different graphs of a rung's own space, as random search would train them one after another. */
export async function randomGraphs(
  { settings }: Pick<Rung, 'settings'>,
  count: number,
): Promise<Architecture[]> {
  const { blocks, operations } = settings;
  const search = createRandomSearch({ blocks, operations }, GRAPHS_SEED);
  const graphs: Architecture[] = [];
  while (graphs.length < count) graphs.push((await search.suggest()).architecture);
  search.dispose();
  return graphs;
}

/** The number of a trial seeds its training. */
export const trialOf = ({ row, training }: RecipeJob): number => row * TRAININGS + training + 1;

/** Trains what a job says, and answers its line; null where `isStopped` says so between two batches. */
export async function logChild(
  job: RecipeJob,
  key: string,
  { settings }: Pick<Rung, 'settings'>,
  architecture: Architecture,
  ground: StudyGround,
  isStopped: () => boolean,
): Promise<LoggedChild | null> {
  const coreSeconds = startCoreClock();
  const trained = await trainedChild(ground, architecture, trialOf(job), isStopped);
  return trained && childLine(job, key, settings, { ...trained, coreSeconds: coreSeconds() });
}

/** The line of what was trained, by whomever. */
export const childLine = (
  { rung, row, training }: RecipeJob,
  key: string,
  { validationImages }: Pick<Settings, 'validationImages'>,
  trained: Evaluation & { readonly coreSeconds: number },
): LoggedChild => {
  const { accuracy, reason, right, coreSeconds } = trained;
  return {
    ...{ rung, row, training, key },
    right: accuracy === null ? null : Math.round(accuracy * validationImages),
    ...(accuracy === null || right === undefined ? {} : { bits: right }),
    ...(reason === undefined ? {} : { reason }),
    coreSeconds,
    date: new Date().toISOString().slice(0, 10),
  };
};
