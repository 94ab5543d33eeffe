import {
  type Field,
  flag,
  forgiving,
  list,
  moment,
  nullable,
  number,
  object,
  readWith,
  text,
  whole,
} from '../base/fields.ts';
import { settings } from '../run/file/parts.ts';
import type { RunHead } from '../run/run.ts';
import type { TrialEnvironment } from '../search/trial.ts';
import { revisionOf } from './rule.ts';
import type { DamagedRun, KeptHead } from './runStorage.ts';

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
    final: number({ min: 0, max: 1 }),
    made: whole(),
    lastMade: whole(),
    classNames: list(text()),
    ended: flag(),
    revision: whole(),
  },
  ['final', 'revision', 'environments', 'made', 'lastMade', 'classNames'],
  others,
);

/** Heads as storage has them, under their keys; the newest first. Damaged ones are told apart. */
export function readHeads(stored: readonly (readonly [id: string, head: unknown])[]): {
  readonly heads: readonly KeptHead[];
  readonly damaged: readonly DamagedRun[];
} {
  const heads: KeptHead[] = [];
  const damaged: DamagedRun[] = [];
  for (const [id, one] of stored) {
    const read = readWith(head, one);
    if (read.ok) heads.push({ ...read.value, revision: revisionOf(read.value) });
    else damaged.push({ id, name: named.read(one, '').name ?? '' });
  }
  return { heads: heads.sort((a, b) => b.created.localeCompare(a.created)), damaged };
}

/** Of a damaged head nothing may be as it should. */
const named: Field<{ readonly name?: string }> = forgiving(
  object({ name: text() }, ['name'], { others: 'ignored' }),
  {},
);
