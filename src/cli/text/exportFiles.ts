/** Where an export is written: one file, or a folder of several. */
import { mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { ExportedFile } from '../../exports/exported.ts';
import { checkOutFile, checkParent, notWritten, replace } from './outFile.ts';

const outOf = (file: string) => ({ option: '--out', file });

/** Throws an InputError where the place cannot take it: said before any work is done. */
export async function checkPlace(out: string, isOneFile: boolean): Promise<void> {
  if (isOneFile) return checkOutFile(outOf(out), 'child');
  await checkParent(outOf(out));
  const there = await stat(out).catch(() => null);
  if (there !== null && !there.isDirectory())
    throw new InputError(`--out ${JSON.stringify(out)} is a file: this format takes a folder; name one.`);
}

/** Writes it; of what is there, files of the same names are replaced, each once its new content is whole. Throws what `notWritten` answers where it can't. */
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
    throw notWritten(outOf(out), thrown);
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
