import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PART, put } from '../../storage/files/put.ts';

/**
 * Files that other processes read while they are being made. Every file appears whole (written beside its place, then
 * renamed), so two writers of the same content cannot harm each other; the lock only spares the second one the work.
 */
/** What was written to so long ago is no longer being written. */
const staleMs = 30_000;

/** The lock of a folder that is being prepared. */
export const lockOf = (folder: string): string => join(folder, '.lock');

export const writeWhole = (folder: string, name: string, content: string | Uint8Array): Promise<void> =>
  put(join(folder, name), content);

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
    if (!name.includes(PART)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > staleMs) await rm(path, { force: true });
  }
}
