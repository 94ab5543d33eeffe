// @ts-check
/** One at a time across processes: two commands may start together on a fresh clone, or write to one folder. */
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMs = 2_000;
/** A holder that has shown no sign of life for so long is gone, or its machine sleeps. */
const abandonedMs = 60_000;

/**
 * Who holds a lock: what its file says. `started` is when that process began, as its system counts, since systems give
 * ids out again; null where the system does not tell. `since` is when it took the lock.
 * @typedef {{ host: string, pid: number, started: string | null, since: string }} Holder
 */

/** @typedef {{ taken: true, release: () => void } | { taken: false, holder: Holder | null }} Attempt */

/** @param {number} pid @returns {boolean} */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Clock ticks from the system's start to the process's, where there is a /proc (Linux).
 * @param {number} pid
 * @returns {string | null}
 */
function startOf(pid) {
  try {
    // The second field is the program's name in parentheses, which may hold anything; the start is the 22nd.
    const [, rest = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return rest.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/**
 * Null where the file says nothing of use: for an instant while its holder creates it, it is empty.
 * @param {string} text
 * @returns {Holder | null}
 */
function parseHolder(text) {
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // Before there was more to say, a lock held the bare id.
  const {
    host = hostname(),
    pid,
    started = null,
    since = '',
  } = Number.isInteger(value) ? { pid: value } : (value ?? {});
  const isHolder = typeof host === 'string' && Number.isInteger(pid) && typeof since === 'string';
  return isHolder ? { host, pid, started: typeof started === 'string' ? started : null, since } : null;
}

/** @param {Holder | null} holder @returns {boolean} */
function isDead(holder) {
  if (holder === null || holder.host !== hostname()) return false;
  if (!isRunning(holder.pid)) return true;
  const started = startOf(holder.pid);
  return holder.started !== null && started !== null && holder.started !== started;
}

/**
 * What the lock's file says, and whether its holder is gone; nothing where the file was given back meanwhile.
 * @param {string} file
 * @returns {{ text: string, holder: Holder | null, gone: boolean } | undefined}
 */
function look(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const holder = parseHolder(text);
    const silentMs = Date.now() - statSync(file).mtimeMs;
    return { text, holder, gone: silentMs > abandonedMs || isDead(holder) };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    // Windows refuses to read a file that is just being made or removed.
    return { text: '', holder: null, gone: false };
  }
}

/**
 * Two waiters may both see that the holder is gone; the slower one must not remove the faster one's new lock.
 * @param {string} file
 * @param {string} text
 */
function breakLock(file, text) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== text) linkSync(aside, file);
  } catch {
    // Another waiter was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Takes the lock, or answers at once who holds it: null where that is not known yet. The lock of a process that is gone
 * is taken over. `release` gives it back, and does nothing where another has taken it over since.
 * @param {string} file
 * @returns {Attempt}
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const since = new Date().toISOString();
  const self = { host: hostname(), pid: process.pid, started: startOf(process.pid), since };
  const mine = JSON.stringify({ ...self, id: randomUUID() });
  for (let tries = 1; ; tries++) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const found = look(file);
    if (found === undefined) continue;
    // A dead lock that cannot be removed is waited for like any other.
    if (!found.gone || tries === 10) return { taken: false, holder: found.holder };
    breakLock(file, found.text);
  }
  const isMine = () => look(file)?.text === mine;
  const heartbeat = setInterval(() => {
    try {
      if (isMine()) utimesSync(file, new Date(), new Date());
    } catch {
      // Its folder is gone, or cannot be written for a moment: the lock then ages, as that of a dead process does.
    }
  }, heartbeatMs).unref();
  return {
    taken: true,
    release() {
      clearInterval(heartbeat);
      if (isMine()) rmSync(file, { force: true });
    },
  };
}

/**
 * Runs `work` while no other process holds `file`; waits for it.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (holder: Holder | null) => void, pollMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait, pollMs = 150 } = {}) {
  let attempt = tryLock(file);
  if (!attempt.taken) onWait?.(attempt.holder);
  while (!attempt.taken) {
    await sleep(pollMs);
    attempt = tryLock(file);
  }
  try {
    return await work();
  } finally {
    attempt.release();
  }
}
