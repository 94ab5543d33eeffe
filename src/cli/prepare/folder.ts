import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Files that other processes read while they are being made. Every file appears whole (written beside its place, then
 * renamed), so two writers of the same content cannot harm each other; the lock only spares the second one the work.
 */
const temporary = '.part-';
const lockName = '.lock';
const beatMs = 1000;
/** A holder that has not shown a sign of life for so long is gone, or its machine sleeps. */
const staleMs = 30_000;

export async function writeWhole(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const place = join(folder, name);
  const beside = `${place}${temporary}${randomUUID()}`;
  await writeFile(beside, content);
  // Windows refuses to replace a file while somebody reads it.
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(beside, place);
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code ?? '';
      if (attempt === 10 || !['EPERM', 'EACCES', 'EBUSY'].includes(code)) {
        await rm(beside, { force: true });
        throw thrown;
      }
      await sleep(50 * attempt);
    }
  }
}

/** The parsed content of a JSON file; nothing where there is no file, or no JSON in it. */
export async function readJson(folder: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Removes what killed writers left behind; what is younger may belong to one that still writes. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.includes(temporary)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > staleMs) await rm(path, { force: true });
  }
}

async function holderIsGone(place: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(place);
    if (Date.now() - mtimeMs > staleMs) return true;
    const { host, pid } = JSON.parse(await readFile(place, 'utf8')) as { host?: unknown; pid?: unknown };
    if (host !== hostname() || typeof pid !== 'number') return false;
    try {
      process.kill(pid, 0);
      return false;
    } catch (thrown) {
      return (thrown as NodeJS.ErrnoException).code === 'ESRCH';
    }
  } catch {
    return false;
  }
}

/**
 * Takes the folder's lock, or answers nothing while another process holds it. The answer is a function that gives it
 * back. The lock of a process that is gone is taken over.
 */
export async function takeLock(folder: string): Promise<(() => Promise<void>) | undefined> {
  await mkdir(folder, { recursive: true });
  const place = join(folder, lockName);
  const mine = JSON.stringify({ host: hostname(), pid: process.pid, id: randomUUID() });
  try {
    await writeFile(place, mine, { flag: 'wx' });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    if (await holderIsGone(place)) await rm(place, { force: true });
    return undefined;
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(place, now, now).catch(() => undefined);
  }, beatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    if ((await readFile(place, 'utf8').catch(() => '')) === mine) await rm(place, { force: true });
  };
}
