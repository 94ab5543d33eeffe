import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeChild } from '../../run/file/childFile.ts';
import { encodeRun } from '../../run/file/runFile.ts';
import type { Run } from '../../run/run.ts';
import { childPath, halfWritten, pausedPath, sharedPath } from './paths.ts';
import { KeepError, put } from './put.ts';
import { createSharedLog } from './sharedLog.ts';

/** Writing takes at most about this share of the time, … */
const SHARE = 0.05;
/** … and of the time in which children end faster than their run is written. */
const SHARE_OF_TRIALS = 0.5;

export interface RunWriter {
  /** Writes the run as soon as it is due: a trial that ended almost at once, a child in training now and then. */
  offer(run: Run): void;
  /** Settles once the trials that were offered are written, or could not be. */
  trialsKept(): Promise<void>;
  /** Writes it, once earlier writes are done; throws a KeepError where that fails. */
  finish(run: Run): Promise<void>;
}

/**
 * Keeps a run in files that are whole at any time: each is written beside, then put in place. Of the shared weights only
 * what has changed is written, before the run that knows of it. `begun` is what the run's file, if there is
 * one, holds; `warn` hears, in a sentence, of what could not be written. There is one writer of a run at a time: what others
 * have left half written is taken away.
 */
export function createRunWriter(out: string, begun: Run, warn: (text: string) => void): RunWriter {
  let writing: Promise<void> | null = null;
  let waiting: Run | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** Of the last write: its end, how long it took (ms), and how many ended trials the file has since. */
  let [ended, took, written] = [0, 0, 0];
  let failed = false;
  const shared = createSharedLog(sharedPath(out), begun);
  const paused = new Set<string>();
  let searched = false;

  const write = async (run: Run): Promise<void> => {
    const { created, trials, child } = run;
    const inTraining = child?.trial === trials.length + 1;
    if (!searched) await sweep(out);
    if (child && inTraining) await put(childPath(out), encodeChild({ run: created, child }));
    await shared.append(run);
    await putPaused(out, run, paused);
    await put(out, encodeRun({ ...run, updated: new Date().toISOString() }));
    await shared.compact(run);
    if (!searched) for (const number of await pausedBeside(out)) paused.add(number);
    searched = true;
    await dropPaused(out, run, paused);
    if (!inTraining) await rm(childPath(out), { force: true });
  };
  const attempt = async (run: Run): Promise<void> => {
    const start = performance.now();
    try {
      await write(run);
      written = endedOf(run);
      failed = false;
    } catch (thrown) {
      // Whatever lay there may be gone with its disk: all of it is written again.
      paused.clear();
      searched = false;
      throw thrown instanceof KeepError ? thrown : new KeepError(out, thrown);
    } finally {
      ended = performance.now();
      took = ended - start;
    }
  };
  /** How long a run still waits, ms. */
  const dueIn = (run: Run): number => {
    const share = endedOf(run) > written ? SHARE_OF_TRIALS : SHARE;
    return ended + took * (1 / share - 1) - performance.now();
  };
  /** Begins the next write, now or when it is due. */
  const plan = (): void => {
    clearTimeout(timer);
    if (waiting === null || writing !== null) return;
    const wait = dueIn(waiting);
    if (wait > 0) {
      timer = setTimeout(plan, wait).unref();
      return;
    }
    const due = waiting;
    waiting = null;
    // A disk may be full for a moment only: what follows is tried all the same, and the end is written in any case.
    writing = attempt(due)
      .catch(({ path: file, why }: KeepError) => {
        if (!failed) warn(`${file} could not be written (${why}); it will be tried again.`);
        failed = true;
      })
      .finally(() => {
        writing = null;
        plan();
      });
  };

  return {
    offer(run) {
      waiting = run;
      plan();
    },
    async trialsKept() {
      while (writing !== null || (waiting !== null && endedOf(waiting) > written)) {
        if (writing !== null) await writing;
        else if (waiting !== null) await sleep(Math.max(1, dueIn(waiting)));
      }
    },
    async finish(run) {
      waiting = null;
      clearTimeout(timer);
      await writing;
      await attempt(run);
    },
  };
}

/** Those too that wait for a trial before them. */
const endedOf = ({ trials, checkpoint }: Run): number =>
  trials.length + (checkpoint?.waiting ?? []).filter(({ number }) => number > trials.length).length;

/** A killed process's half-written files may be what fills the disk. */
async function sweep(out: string): Promise<void> {
  const folder = path.dirname(out);
  for (const name of halfWritten(out, await readdir(folder)))
    await rm(path.join(folder, name), { force: true });
}

/** Those that are not among `written`, before the run that knows of them. */
async function putPaused(out: string, { created, paused }: Run, written: Set<string>): Promise<void> {
  for (const [number, state] of Object.entries(paused)) {
    if (written.has(number)) continue;
    const child = { trial: Number(number), state };
    await put(pausedPath(out, number), encodeChild({ run: created, child }));
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
async function dropPaused(out: string, { paused }: Run, written: Set<string>): Promise<void> {
  for (const number of written) {
    if (Object.hasOwn(paused, number)) continue;
    await rm(pausedPath(out, number), { force: true });
    written.delete(number);
  }
}
