import { flag, list, moment, nullable, number, object, readWith, text, whole } from '../base/fields.ts';
import { settings } from '../run/file/parts.ts';
import type { RunHead } from '../run/run.ts';
import type { TrialEnvironment } from '../search/trial.ts';
import { revisionOf } from './rule.ts';
import type { KeptHead } from './runStorage.ts';

// What other versions of the page know besides is kept: a head is written again with another name.
const others = { others: 'kept' } as const;

const environment = object<TrialEnvironment>(
  { engine: text(), version: whole({ min: 1 }), backend: text(), adapter: text() },
  ['version'],
  others,
);

const head = object<RunHead & { readonly revision?: number }>(
  {
    id: text({ min: 1 }),
    name: text(),
    created: moment(),
    updated: moment(),
    settings,
    environment: nullable(environment),
    environments: list(environment),
    done: whole(),
    best: nullable(number({ min: 0, max: 1 })),
    ended: flag(),
    revision: whole(),
  },
  ['revision', 'environments'],
  others,
);

/** Heads as storage has them, the newest first. Damaged ones are left out, and counted. */
export function readHeads(stored: readonly unknown[]): {
  readonly heads: readonly KeptHead[];
  readonly damaged: number;
} {
  const heads = stored.flatMap((one) => {
    const read = readWith(head, one);
    return read.ok ? [{ ...read.value, revision: revisionOf(read.value) }] : [];
  });
  const newestFirst = heads.sort((a, b) => b.created.localeCompare(a.created));
  return { heads: newestFirst, damaged: stored.length - heads.length };
}
