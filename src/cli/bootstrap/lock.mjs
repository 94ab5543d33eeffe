// @ts-check
/** One at a time across processes: two commands may start together on a fresh clone, or write to one folder. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMs = 2_000;
/** A holder that cannot be asked and has shown no sign of life for so long is gone. */
const abandonedMs = 60_000;
/** A lock is removed within a moment: who has been at it for so long was killed meanwhile. */
const removingMs = 10_000;

/**
 * Who holds a lock: what its file says. `started` is when that process began, as its system counts, since systems give
 * ids out again; null where the system does not tell. `space` is where its id means that process, `since` when it took
 * the lock.
 * @typedef {{ host: string, space: string | null, pid: number, started: string | null, since: string }} Holder
 */

/** @typedef {{ taken: true, release: () => void } | { taken: false, holder: Holder | null }} Attempt */

/**
 * A killed process keeps its id until its parent has asked for its end, which some containers' first processes never do: it
 * holds nothing any more.
 * @param {number} pid
 * @returns {boolean}
 */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !/^[ZX]$/.test(statOf(pid)?.[0] ?? '');
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Containers and machines may share a folder and a name, but not their processes' ids.
 * @returns {string | null}
 */
function idSpace() {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/**
 * What /proc says of a process, from its state on; nothing where there is no /proc (or no such process).
 * @param {number} pid
 * @returns {string[] | undefined}
 */
function statOf(pid) {
  try {
    // The second field is the program's name in parentheses, which may hold anything; the state is the third.
    const [, rest = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return rest.split(' ');
  } catch {
    return undefined;
  }
}

/**
 * When a process began, in the system's own words: clock ticks since the machine did where there is a /proc (Linux),
 * else what ps says.
 * @param {number} pid
 * @returns {string | null}
 */
function startOf(pid) {
  const stat = statOf(pid);
  if (stat !== undefined) return stat[19] ?? null;
  if (process.platform === 'linux' || process.platform === 'win32') return null;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).trim() || null;
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
    space = null,
    pid,
    started = null,
    since = '',
  } = Number.isInteger(value) ? { pid: value } : (value ?? {});
  const isHolder = typeof host === 'string' && Number.isInteger(pid) && typeof since === 'string';
  if (!isHolder) return null;
  const textOr = (/** @type {unknown} */ given) => (typeof given === 'string' ? given : null);
  return { host, space: textOr(space), pid, started: textOr(started), since };
}

/**
 * A stopped process, or one whose machine slept, is silent and alive: it is asked before its silence counts. Null where
 * it cannot be asked.
 * @param {Holder | null} holder
 * @returns {boolean | null}
 */
function isAlive(holder) {
  if (holder === null || holder.host !== hostname()) return null;
  if (holder.space !== null && holder.space !== idSpace()) return null;
  if (!isRunning(holder.pid)) return false;
  const started = startOf(holder.pid);
  return holder.started === null || started === null ? null : holder.started === started;
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
    const isSilent = Date.now() - statSync(file).mtimeMs > abandonedMs;
    const alive = isAlive(holder);
    return { text, holder, gone: alive === null ? isSilent : !alive };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    // Windows refuses to read a file that is just being made or removed.
    return { text: '', holder: null, gone: false };
  }
}

/**
 * Removes a lock while it says `text`. Two waiters may both see that its holder is gone, and the slower one must not remove
 * the faster one's new lock: one at a time looks and removes.
 * @param {string} file
 * @param {string} text
 * @returns {boolean} false where another is at it
 */
function remove(file, text) {
  const turn = `${file}.removing`;
  try {
    writeFileSync(turn, `${process.pid}`, { flag: 'wx' });
  } catch {
    const found = statSync(turn, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > removingMs) rmSync(turn, { force: true });
    return false;
  }
  try {
    if (look(file)?.text === text) rmSync(file, { force: true });
  } finally {
    rmSync(turn, { force: true });
  }
  return true;
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {boolean} false where there is one already
 */
function create(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EEXIST') return false;
    // A full disk makes the file and not its content: an empty one would look like a holder that is only beginning.
    if (code === 'ENOSPC') rmSync(file, { force: true });
    throw error;
  }
}

/**
 * Takes the lock, or answers at once who holds it: null where that is not known yet. The lock of a process that is gone
 * is taken over. `release` gives it back, and does nothing where another has taken it over since.
 * @param {string} file
 * @param {{ beatMs?: number }} [options]
 * @returns {Attempt}
 */
export function tryLock(file, { beatMs = heartbeatMs } = {}) {
  const since = new Date().toISOString();
  const self = { host: hostname(), space: idSpace(), pid: process.pid, started: startOf(process.pid), since };
  const mine = JSON.stringify({ ...self, id: randomUUID() });
  for (let tries = 1; ; tries++) {
    mkdirSync(path.dirname(file), { recursive: true });
    if (create(file, mine)) break;
    const found = look(file);
    if (found === undefined) continue;
    // A dead lock that cannot be removed is waited for like any other.
    if (!found.gone || tries === 10) return { taken: false, holder: found.holder };
    remove(file, found.text);
  }
  const isMine = () => look(file)?.text === mine;
  const heartbeat = setInterval(() => {
    try {
      if (isMine()) utimesSync(file, new Date(), new Date());
    } catch {
      // Its folder is gone, or cannot be written for a moment: the lock then ages, as that of a dead process does.
    }
  }, beatMs).unref();
  return {
    taken: true,
    release() {
      clearInterval(heartbeat);
      try {
        if (isMine() && !remove(file, mine) && isMine()) rmSync(file, { force: true });
      } catch {
        // It cannot be removed now; once this process has ended it does not count.
      }
    },
  };
}

/**
 * Whether somebody holds a lock; takes none, and leaves one of a process that is gone where it lies.
 * @param {string} file
 * @returns {boolean}
 */
export function isLocked(file) {
  const found = look(file);
  return found !== undefined && !found.gone;
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
