import { createHash } from 'node:crypto';
import { flag, list, object, readWith, text, whole } from '../../base/fields.ts';
import { ok, type Result } from '../../base/result.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import { type EvaluateRequest, LINES_VERSION, writeLine } from '../workers/lines.ts';

/**
 * What stands in the queue's database: the names of its queues, and the data of their jobs. Both sides read a job's data
 * by these readers and its lines by those of the evaluator; nothing in them is ever run as code.
 */

/** The schema in which pg-boss keeps its tables, apart from those of other programs in the same database. */
export const SCHEMA = 'nas_playground';

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** What both sides have to agree on: programs of other versions meet in other queues. */
const PROGRAM = digest(LINES_VERSION, Object.entries(ENGINE_VERSIONS).sort()).slice(0, 8);

/** What can be a part of a queue's name. */
const plain = (words: string): string => words.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60);

/** Where a search asks what trains children: a queue for searches with `--mixed`, and one for the others. */
export const greetingQueue = (mixed: boolean): string => `greeting/${PROGRAM}/${mixed ? 'mixed' : 'alike'}`;

/** Children that only one kind of device may train; null: that any may. */
export function childrenQueue(environment: TrialEnvironment | null): string {
  if (environment === null) return `children/${PROGRAM}/mixed`;
  const { engine, version, backend, adapter } = environment;
  const name = plain(`${engine}-${version ?? 0}-${adapter}`);
  return `children/${PROGRAM}/${name}-${digest(engine, version, backend, adapter).slice(0, 8)}`;
}

export const isChildrenQueue = (name: string): boolean => name.startsWith('children/');

/** What its search is told of children. */
export const answersQueue = (run: string): string => `answers/${run}`;

/** How far children have come, by their ids: read by whoever takes one over. */
export const STATES_QUEUE = 'states';

/** A name for a search on the queue, the same whenever it goes on: it stands in no file. */
export const runKey = (...parts: readonly string[]): string => digest(...parts).slice(0, 32);

/**
 * A child's id, a UUID: the same for the same training of the same search, whoever asks for it, so that a search that goes
 * on finds what it had asked for. The state to go on from is no part of it, since it changes no result.
 */
export function childId(run: string, { from: _, id: __, ...request }: EvaluateRequest): string {
  const hash = digest(run, writeLine({ ...request, id: '-' }));
  const variant = '89ab'[Number.parseInt(hash[16] as string, 16) % 4];
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/** A request, as it waits for a worker. */
export interface AskedJob {
  readonly run: string;
  /** A request, as docs/SCALE.md has it. */
  readonly line: string;
}

/** What a worker says of a job. */
export interface AnswerJob {
  /** The job's id. */
  readonly job: string;
  /** Who says it: a name for a person, such as a host's. */
  readonly worker: string;
  /** How many had the job before and left it. */
  readonly before: number;
  /** Answers, as docs/SCALE.md has them. */
  readonly lines: readonly string[];
  /** Nothing more follows. */
  readonly isLast: boolean;
}

/** A state, as it is kept for whoever takes the child over. */
export interface StateJob {
  readonly line: string;
}

const LINE = text({ min: 1 });
const run = text({ pattern: /^[0-9a-f]{32}$/, called: 'a run of 32 hexadecimal digits' });

const asked = object<AskedJob>({ run, line: LINE });
const answer = object<AnswerJob>({
  job: text({ min: 1, max: 100 }),
  worker: text({ max: 200 }),
  before: whole(),
  lines: list(LINE),
  isLast: flag(),
});
const state = object<StateJob>({ line: LINE });

export const readAsked = (data: unknown): Result<AskedJob, string> => readWith(asked, data, 'the job');
/** Another program's words, without what a terminal takes for commands. */
export const spoken = (words: string): string => words.replaceAll(/\p{Cc}/gu, ' ');

export function readAnswerJob(data: unknown): Result<AnswerJob, string> {
  const read = readWith(answer, data, 'the job');
  return read.ok ? ok({ ...read.value, worker: spoken(read.value.worker) }) : read;
}
export const readStateJob = (data: unknown): Result<StateJob, string> => readWith(state, data, 'the job');
