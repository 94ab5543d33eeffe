// @ts-check
/** One at a time across processes: two commands may start together on a fresh clone. */
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
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMs = 5_000;
const abandonedMs = 60_000;

/** @param {number} pid @returns {boolean} */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file @returns {boolean} */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * The holder's id, if the holder is gone.
 * @param {string} file
 * @returns {string | undefined}
 */
function abandonedBy(file) {
  try {
    const holder = readFileSync(file, 'utf8');
    const silentMs = Date.now() - statSync(file).mtimeMs;
    // The file is empty for an instant while its holder creates it.
    if (silentMs > abandonedMs || (holder !== '' && !isRunning(Number(holder)))) return holder;
  } catch {
    // Released meanwhile: the next try will take it.
  }
  return undefined;
}

/**
 * Two waiters may both see that the holder is gone; the slower one must not remove the faster one's new lock.
 * @param {string} file
 * @param {string} holder
 */
function breakLock(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, file);
  } catch {
    // Another waiter was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Runs `work` while no other process holds `file`.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: () => void, pollMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait, pollMs = 150 } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  let waiting = false;
  while (!take(file)) {
    const holder = abandonedBy(file);
    if (holder !== undefined) {
      breakLock(file, holder);
      continue;
    }
    if (!waiting) onWait?.();
    waiting = true;
    await sleep(pollMs);
  }
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), heartbeatMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}
