import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { InputError, messageOf } from '../base/errors.ts';
import { decodeChild, encodeChild } from '../codecs/run/childFile.ts';
import { decodeRun, encodeRun, type RunFile } from '../codecs/run/runFile.ts';
import type { SearchResume } from '../search/checkpoint.ts';
import type { RunEvent } from '../worker/protocol.ts';
import { tell } from './folders.mjs';

/** What is known of a run; the fold of its events. */
export interface RecordedRun {
  readonly file: RunFile;
  readonly child: SearchResume['child'] | null;
}

/** Where the child in training is kept: beside the run, since it holds weights. */
export const childPath = (out: string): string => `${out}.weights`;

export function recorded({ file, child }: RecordedRun, event: RunEvent): RecordedRun {
  switch (event.type) {
    case 'environment': {
      const { engine, backend, adapter } = event.environment;
      return { file: { ...file, environment: { engine, backend, adapter } }, child };
    }
    case 'trial-ended':
      return { file: { ...file, trials: [...file.trials, event.trial] }, child: null };
    case 'updated': {
      const before = file.updates.filter(({ afterTrial }) => afterTrial < event.afterTrial);
      const updates = [...before, { afterTrial: event.afterTrial, ...event.report }];
      return { file: { ...file, updates }, child };
    }
    case 'checkpoint':
      return { file: { ...file, checkpoint: event.checkpoint }, child };
    case 'child-state':
      return { file, child: { trial: event.trial, state: event.state } };
    case 'phase':
    case 'data':
    case 'trial-started':
    case 'progress':
    case 'problem':
      return { file, child };
    default:
      return event satisfies never;
  }
}

/** What a recorded run goes on from; undefined where it had not begun. */
export function resumeOf({ file: { trials, checkpoint }, child }: RecordedRun): SearchResume | undefined {
  if (checkpoint === null) return undefined;
  return child ? { trials, checkpoint, child } : { trials, checkpoint };
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
  return { file: run.value, child: await readChild(path, run.value) };
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

/** Writing takes at most about this share of the time. */
const SHARE = 0.05;

export interface RunWriter {
  /** Writes the run unless that was done only just now. */
  offer(run: RecordedRun): void;
  /** Writes it, once earlier writes are done; throws where that fails. */
  finish(run: RecordedRun): Promise<void>;
}

/** Keeps a run in files that are whole at any time: each is written beside, then put in place. */
export function createRunWriter(out: string): RunWriter {
  let tail: Promise<void> = Promise.resolve();
  let waiting: RecordedRun | null = null;
  let next = 0;

  const write = async (run: RecordedRun): Promise<void> => {
    const began = performance.now();
    const { file, child } = run;
    const inTraining = child?.trial === file.trials.length + 1;
    if (child && inTraining) await put(childPath(out), encodeChild({ run: file.created, child }));
    await put(out, encodeRun({ ...file, updated: new Date().toISOString() }));
    if (!inTraining) await rm(childPath(out), { force: true });
    next = performance.now() + (performance.now() - began) / SHARE;
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

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
