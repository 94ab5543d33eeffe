import { existsSync } from 'node:fs';
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { InputError, messageOf } from '../base/errors.ts';
import { decodeChild, encodeChild } from '../codecs/run/childFile.ts';
import { decodeRun, encodeRun, type RunFile } from '../codecs/run/runFile.ts';
import { decodeShared, encodeShared } from '../codecs/run/sharedFile.ts';
import type { SearchResume } from '../search/checkpoint.ts';
import type { SharedWeights } from '../search/trial.ts';
import type { RunEvent } from '../worker/protocol.ts';
import { tell } from './folders.mjs';

/** What is known of a run; the fold of its events. */
export interface RecordedRun {
  readonly file: RunFile;
  readonly child: SearchResume['child'] | null;
  /** What its children left for later ones; empty without weight sharing. */
  readonly shared: SharedWeights;
}

/** Where the child in training is kept: beside the run, since it holds weights. */
export const childPath = (out: string): string => `${out}.weights`;

/** And what children left for later ones. */
export const sharedPath = (out: string): string => `${out}.shared`;

export function recorded(run: RecordedRun, event: RunEvent): RecordedRun {
  const { file } = run;
  switch (event.type) {
    case 'environment': {
      const { engine, backend, adapter } = event.environment;
      return { ...run, file: { ...file, environment: { engine, backend, adapter } } };
    }
    case 'trial-ended':
      return {
        file: { ...file, trials: [...file.trials, event.trial] },
        child: null,
        shared: event.left === undefined ? run.shared : { ...run.shared, ...event.left },
      };
    case 'updated': {
      const before = file.updates.filter(({ afterTrial }) => afterTrial < event.afterTrial);
      const updates = [...before, { afterTrial: event.afterTrial, ...event.report }];
      return { ...run, file: { ...file, updates } };
    }
    case 'checkpoint':
      return { ...run, file: { ...file, checkpoint: event.checkpoint } };
    case 'child-state':
      return { ...run, child: { trial: event.trial, state: event.state } };
    case 'phase':
    case 'data':
    case 'trial-started':
    case 'progress':
    case 'problem':
      return run;
    default:
      return event satisfies never;
  }
}

/** What a recorded run goes on from; undefined where it had not begun. */
export function resumeOf({ file, child, shared }: RecordedRun): SearchResume | undefined {
  const { trials, checkpoint, settings } = file;
  if (checkpoint === null) return undefined;
  return { trials, checkpoint, ...(child && { child }), ...(settings.weightSharing && { shared }) };
}

/** Throws an InputError of one sentence where there is no such run. */
export async function readRecorded(path: string): Promise<RecordedRun> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    throw new InputError(`--resume ${path}: the file cannot be read (${messageOf(thrown)}).`);
  }
  const run = decodeRun(text);
  if (!run.ok) throw new InputError(`--resume ${path}: ${run.error}`);
  const file = run.value;
  return { file, child: await readChild(path, file), shared: await readShared(path, file) };
}

/** Null where there is none, or none of this run: that child starts again from its seed, and ends the same. */
async function readChild(path: string, run: RunFile): Promise<RecordedRun['child']> {
  if (!existsSync(childPath(path))) return null;
  const child = decodeChild(await readFile(childPath(path)));
  if (child.ok && child.value.run === run.created) return child.value.child;
  const why = child.ok ? 'It belongs to another run.' : child.error;
  tell(`Warning: ${childPath(path)} is not used. ${why} The child in training starts again from its seed.`);
  return null;
}

/** Nothing, and a warning, where what the children of a run that shares weights have left is not there. */
async function readShared(path: string, { created, settings, trials }: RunFile): Promise<SharedWeights> {
  if (!settings.weightSharing || !trials.some(({ status }) => status === 'trained')) return {};
  const name = sharedPath(path);
  const shared = existsSync(name) ? decodeShared(await readFile(name), created, trials.length) : null;
  if (shared?.ok) return shared.value;
  const why =
    shared === null ? 'is missing, and the run itself holds no weights' : `is not used. ${shared.error}`;
  tell(`Warning: ${name} ${why.replace(/\.$/, '')}. The next children inherit only from each other.`);
  return {};
}

/** Writing takes at most about this share of the time. */
const SHARE = 0.05;

export interface RunWriter {
  /** Writes the run unless that was done only just now. */
  offer(run: RecordedRun): void;
  /** Writes it, once earlier writes are done; throws where that fails. */
  finish(run: RecordedRun): Promise<void>;
}

/**
 * Keeps a run in files that are whole at any time: each is written beside, then put in place. Of the shared weights only
 * what has changed is written, before the run that knows of it. `begun` is what the run's file, if there is one, holds.
 */
export function createRunWriter(out: string, begun: RecordedRun): RunWriter {
  let tail: Promise<void> = Promise.resolve();
  let waiting: RecordedRun | null = null;
  let next = 0;
  const shared = sharedLog(sharedPath(out), begun);

  const write = async (run: RecordedRun): Promise<void> => {
    const start = performance.now();
    const { file, child } = run;
    const inTraining = child?.trial === file.trials.length + 1;
    if (child && inTraining) await put(childPath(out), encodeChild({ run: file.created, child }));
    await shared.append(run);
    await put(out, encodeRun({ ...file, updated: new Date().toISOString() }));
    await shared.compact(run);
    if (!inTraining) await rm(childPath(out), { force: true });
    next = performance.now() + (performance.now() - start) / SHARE;
  };

  return {
    offer(run) {
      const queued = waiting !== null;
      waiting = run;
      if (queued) return;
      tail = tail.then(async () => {
        const due = waiting;
        waiting = null;
        if (due !== null && performance.now() >= next) await write(due);
      });
      tail.catch(() => {}); // told by finish
    },
    async finish(run) {
      waiting = null;
      await tail;
      await write(run);
    },
  };
}

/** How many times the bytes of what it holds a log may have before it is written anew. */
const SLACK = 3;
/** Bytes that are never worth it. */
const SMALL = 65_536;

const isEmpty = (shared: SharedWeights): boolean => Object.keys(shared).length === 0;

function sharedLog(path: string, begun: RecordedRun) {
  /** Null before this process has written: what lies there may end in a record that was cut short. */
  let written: SharedWeights | null = null;
  let bytes = 0;
  const record = ({ file }: RecordedRun, left: SharedWeights) =>
    encodeShared({ run: file.created, trials: file.trials.length, left });
  const whole = async (run: RecordedRun): Promise<void> => {
    const content = record(run, run.shared);
    await put(path, content);
    written = run.shared;
    bytes = content.length;
  };
  return {
    /** Adds what has changed since it was last called. */
    async append(run: RecordedRun): Promise<void> {
      if (written === null && run.shared === begun.shared && isEmpty(run.shared)) return;
      if (written === null) await whole(begun);
      const before = written ?? {};
      if (run.shared === before) return;
      const changed = Object.entries(run.shared).filter(([place, values]) => before[place] !== values);
      const content = record(run, Object.fromEntries(changed));
      await appendFile(path, content);
      written = run.shared;
      bytes += content.length;
    },
    /** Drops what was replaced, once there is much of it; only when the run's own file knows of all that is left. */
    async compact(run: RecordedRun): Promise<void> {
      const floats = Object.values(run.shared).reduce((sum, { length }) => sum + length, 0);
      if (bytes > SLACK * 4 * floats + SMALL) await whole(run);
    },
  };
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
