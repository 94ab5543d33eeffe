import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { Run } from '../../run/run.ts';
import type { WorkersGiven } from '../workers/options.ts';
import { type QueueAddress, queueAddress } from './address.ts';
import { runKey } from './names.ts';

export const queueFlags = { queue: { type: 'string' } } as const;

export interface QueueGiven extends WorkersGiven {
  readonly queue?: string | undefined;
}

export interface QueueChoice {
  readonly database: QueueAddress;
  readonly mixed: boolean;
}

export const queueHelp = (indent: number): string =>
  [
    [
      '--queue ADDRESS',
      'has children trained by workers on any machines (npm run -s worker), which take them from a',
    ],
    ['', 'queue in this Postgres database: postgres://user@host/database, the password best in PGPASSWORD'],
    ['', '(docs/SCALE.md); the run is the same as without'],
  ]
    .map(([option = '', text]) => `  ${option}`.padEnd(indent) + text)
    .join('\n');

/** Null: there is none. Throws an InputError where the options do not go together. */
export function queueChoice(given: QueueGiven): QueueChoice | null {
  const { queue, mixed = false } = given;
  if (queue === undefined) return null;
  const database = queueAddress(queue);
  if (given.workers !== undefined)
    throw new InputError(
      '--workers starts processes beside this search, and --queue has children trained by others: give one of them.',
    );
  const ofWorkers = (['evaluator', 'engine', 'threads', 'gpu'] as const).find(
    (name) => given[name] !== undefined,
  );
  if (ofWorkers !== undefined)
    throw new InputError(
      `--${ofWorkers} says how children train, which is the workers’ to say: give it to npm run -s worker.`,
    );
  return { database, mixed };
}

/** The search's name on the queue: the same whenever it goes on in the same file, since what it had asked for is there still. */
export const queueRun = (out: string | null, { created }: Pick<Run, 'created'>): string =>
  out === null ? runKey(randomUUID()) : runKey(hostname(), path.resolve(out), created);
