/** A file that a command writes at its end: whether it can be there is said before any work is done. */
import { constants } from 'node:fs';
import { access, chmod, realpath, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import { KeepError, put, whyNot } from '../../storage/files/put.ts';

export interface OutFile {
  /** The option that names it, as a person writes it. */
  readonly option: string;
  readonly file: string;
}

const shown = ({ option, file }: OutFile): string => `${option} ${JSON.stringify(file)}`;

/** Throws an InputError where nothing of this name can be written; `like` is a name of such a file. */
export async function checkOutFile(out: OutFile, like: string): Promise<void> {
  await checkParent(out);
  const there = await stat(out.file).catch(() => null);
  if (there?.isDirectory()) {
    const inIt = JSON.stringify(path.join(out.file, like));
    throw new InputError(`${shown(out)} is a folder: name a file, as in ${inIt}.`);
  }
  // What is neither is written to as it is, wherever it lies.
  if (there !== null && !there.isFile()) return;
  const place = there === null ? path.resolve(out.file) : await realpath(out.file);
  const needed = there === null ? [path.dirname(place)] : [place, path.dirname(place)];
  for (const one of needed)
    await access(one, constants.W_OK).catch((thrown: unknown) => {
      throw notWritten(out, thrown);
    });
}

/** Throws an InputError where there is no folder to write it in. */
export async function checkParent(out: OutFile): Promise<void> {
  if (out.file.trim() === '') throw new InputError(`${shown(out)}: name what to write.`);
  const parent = path.dirname(path.resolve(out.file));
  if (!(await stat(parent).catch(() => null))?.isDirectory())
    throw new InputError(`${shown(out)}: there is no folder ${JSON.stringify(parent)}; make it first.`);
}

/** Writes it; a file that is there is replaced once the new one is whole. Throws what `notWritten` answers where it can't. */
export async function writeOutFile(out: OutFile, content: string | Uint8Array): Promise<void> {
  await replace(out.file, content).catch((thrown: unknown) => {
    throw notWritten(out, thrown);
  });
}

/** An InputError, but for a disk that is full or fails: that is nothing that was given. */
export function notWritten(out: OutFile, thrown: unknown): Error {
  const why = thrown instanceof KeepError ? thrown.why : whyNot(thrown);
  const text = `${shown(out)}: it cannot be written (${why}).`;
  const { code = '' } = (thrown instanceof KeepError ? thrown.cause : thrown) as NodeJS.ErrnoException;
  return ['ENOSPC', 'EDQUOT', 'EIO'].includes(code) ? new Error(text) : new InputError(text);
}

/** Behind a link, what it leads to, with its rights; a device or a pipe cannot be replaced, and is written to. */
export async function replace(place: string, content: string | Uint8Array): Promise<void> {
  const there = await stat(place).catch(() => null);
  if (there === null) return put(place, content);
  if (!there.isFile()) return writeFile(place, content);
  const real = await realpath(place);
  await access(real, constants.W_OK);
  await put(real, content);
  await chmod(real, there.mode & 0o777);
}
