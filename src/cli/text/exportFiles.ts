/** Where an export is written: one file, or a folder of several. */
import { mkdir, realpath, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { ExportedFile } from '../../exports/exported.ts';
import { KeepError, put, whyNot } from '../../storage/files/put.ts';

/** Throws an InputError where the place cannot take it: said before any work is done. */
export async function checkPlace(out: string, isOneFile: boolean): Promise<void> {
  const shown = `--out ${JSON.stringify(out)}`;
  if (out.trim() === '') throw new InputError(`${shown}: name the file or folder to write.`);
  const parent = path.dirname(path.resolve(out));
  if (!(await stat(parent).catch(() => null))?.isDirectory())
    throw new InputError(`${shown}: there is no folder ${JSON.stringify(parent)}; make it first.`);
  const there = await stat(out).catch(() => null);
  if (isOneFile && there?.isDirectory())
    throw new InputError(`${shown} is a folder: name a file, as in ${JSON.stringify(`${out}/child`)}.`);
  if (!isOneFile && there !== null && !there.isDirectory())
    throw new InputError(`${shown} is a file: this format takes a folder; name one.`);
}

/** Writes it; of what is there, files of the same names are replaced, each once its new content is whole. Throws an InputError where it can't. */
export async function writeExport(
  out: string,
  isOneFile: boolean,
  files: readonly ExportedFile[],
): Promise<void> {
  let isNew = false;
  try {
    if (!isOneFile) isNew = await madeFolder(out);
    for (const { path: name, bytes } of files) await replace(isOneFile ? out : path.join(out, name), bytes);
  } catch (thrown) {
    // Only where nothing got into it.
    if (isNew) await rmdir(out).catch(() => undefined);
    const why = thrown instanceof KeepError ? thrown.why : whyNot(thrown);
    throw new InputError(`--out ${JSON.stringify(out)}: it cannot be written (${why}).`);
  }
}

/** Whether it is new. Not recursively, which says of a folder without rights that there is none. */
async function madeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

/** Behind a link, what it leads to; a device or a pipe cannot be replaced, and is written to. */
async function replace(place: string, bytes: Uint8Array): Promise<void> {
  const there = await stat(place).catch(() => null);
  if (there === null) return put(place, bytes);
  if (!there.isFile()) return writeFile(place, bytes);
  await put(await realpath(place), bytes);
}
