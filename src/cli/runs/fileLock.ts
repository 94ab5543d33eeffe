import { existsSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../base/errors.ts';
import { whyNot } from '../../storage/files/put.ts';
import { isLocked, tryLock } from '../bootstrap/lock.mjs';

/** A file that this process alone writes. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the lock beside a file that is written over a long time, until it is released or this process ends. Throws an
 * InputError that says who holds it, or that its folder cannot be written to, and names the option that gave it; `instead`
 * says what else to do. Who only reads has some patience, for another that does.
 */
export async function lockFile(
  option: string,
  file: string,
  patienceMs = 0,
  instead = 'give another file with --out',
): Promise<FileLock> {
  const attempt = await attemptAt(`${placeOf(file)}.lock`, patienceMs).catch((thrown: unknown) => {
    throw new InputError(`${option} ${file}: nothing can be written beside it, ${whyNot(thrown)}.`);
  });
  if (attempt.taken) return attempt;
  const { holder } = attempt;
  const who = holder === null ? 'another process' : `process ${holder.pid}${placeIn(holder.host)}`;
  const since =
    holder === null || holder.since === '' ? '' : ` since ${holder.since.slice(0, 19).replace('T', ' ')} UTC`;
  throw new InputError(
    `${option} ${file}: ${who} has been writing it${since}. Wait until that has ended, or ${instead}.`,
  );
}

/** Whether a process is at the writing of a file just now, or is about to. */
export function isWritten(file: string): boolean {
  try {
    return isLocked(`${placeOf(file)}.lock`);
  } catch {
    return false; // its folder is not there
  }
}

async function attemptAt(lock: string, patienceMs: number): Promise<ReturnType<typeof tryLock>> {
  for (const end = Date.now() + patienceMs; ; await sleep(20)) {
    const attempt = tryLock(lock);
    if (attempt.taken || Date.now() >= end) return attempt;
  }
}

const placeIn = (host: string): string => (host === hostname() ? '' : ` on ${host}`);

/** The file itself, by whatever links and ways it was named. */
function placeOf(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  return path.join(realpathSync(path.dirname(path.resolve(file))), path.basename(file));
}
