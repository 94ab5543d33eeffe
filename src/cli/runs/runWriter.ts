import { appendFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { encodeChild } from '../../codecs/run/childFile.ts';
import { encodeRun } from '../../codecs/run/runFile.ts';
import { encodeShared } from '../../codecs/run/sharedFile.ts';
import type { SharedWeights } from '../../search/trial.ts';
import { tell } from '../bootstrap/folders.mjs';
import { childPath, pausedPath, type RecordedRun, sharedPath } from './runRecorder.ts';

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
  let failed = false;
  const shared = sharedLog(sharedPath(out), begun);
  const paused = new Set<string>();
  let searched = false;

  const write = async (run: RecordedRun): Promise<void> => {
    const start = performance.now();
    const { file, child } = run;
    const inTraining = child?.trial === file.trials.length + 1;
    if (child && inTraining) await put(childPath(out), encodeChild({ run: file.created, child }));
    await shared.append(run);
    await putPaused(out, run, paused);
    await put(out, encodeRun({ ...file, updated: new Date().toISOString() }));
    await shared.compact(run);
    if (!searched) for (const number of await pausedBeside(out)) paused.add(number);
    searched = true;
    await dropPaused(out, run, paused);
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
        if (due === null || performance.now() < next) return;
        // A disk may be full for a moment only: what follows is tried all the same, and the end is written in any case.
        await write(due).catch((thrown: unknown) => {
          if (!failed) tell(`${out} could not be written (${messageOf(thrown)}); it will be tried again.`);
          failed = true;
        });
      });
    },
    async finish(run) {
      waiting = null;
      await tail;
      await write(run);
    },
  };
}

/** Those that are not among `written`, before the run that knows of them. */
async function putPaused(out: string, { file, paused }: RecordedRun, written: Set<string>): Promise<void> {
  for (const [number, state] of Object.entries(paused)) {
    if (written.has(number)) continue;
    const child = { trial: Number(number), state };
    await put(pausedPath(out, number), encodeChild({ run: file.created, child }));
    written.add(number);
  }
}

/** Those that lie there, also of a process that was killed before it could drop them. */
async function pausedBeside(out: string): Promise<string[]> {
  const start = path.basename(pausedPath(out, ''));
  const names = await readdir(path.dirname(out));
  return names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}

/** Those that the run does not need any more. */
async function dropPaused(out: string, { paused }: RecordedRun, written: Set<string>): Promise<void> {
  for (const number of written) {
    if (Object.hasOwn(paused, number)) continue;
    await rm(pausedPath(out, number), { force: true });
    written.delete(number);
  }
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
