import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../base/errors.ts';

/** A file that could not be kept, and why as a clause without its name. What was kept there before is still there. */
export class KeepError extends Error {
  override readonly name = 'KeepError';
  readonly path: string;
  readonly why: string;

  constructor(path: string, thrown: unknown) {
    const why = whyNot(thrown);
    super(`${path} could not be written: ${why}.`, { cause: thrown });
    this.path = path;
    this.why = why;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'no file may be as large here',
  ENOENT: 'its folder is gone',
  ENOTDIR: 'what should be a folder of it is a file',
  EACCES: 'there are no rights to write there',
  EPERM: 'there are no rights to write there',
  EROFS: 'the disk can only be read',
  EIO: 'the disk failed',
};

/** What a person calls the failure, with the system's code. */
export function whyNot(thrown: unknown): string {
  const { code = '' } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : {};
  return code in REASONS ? `${REASONS[code]} (${code})` : messageOf(thrown).replace(/\.$/, '');
}

/** What a file is called while it is written, but for a few letters that no other writer has. */
export const PART = '.part-';

/**
 * Writes a file that is whole at any time, also when the power fails: beside its place first, then into it. Throws a
 * KeepError, and leaves nothing of what was half written.
 */
export async function put(path: string, content: string | Uint8Array): Promise<void> {
  const beside = `${path}${PART}${randomUUID().slice(0, 8)}`;
  try {
    await addTo(beside, 'wx', content);
    await replace(beside, path);
    await syncFolder(dirname(path));
  } catch (thrown) {
    await rm(beside, { force: true }).catch(() => undefined); // it may lie on the disk that failed
    throw new KeepError(path, thrown);
  }
}

/** Writes, or with the flag a appends, and waits until the disk has it. */
export async function addTo(path: string, flag: 'wx' | 'a', content: string | Uint8Array): Promise<void> {
  const file = await open(path, flag);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows refuses to replace a file while somebody reads it. */
async function replace(beside: string, path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(beside, path);
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code ?? '';
      const maySucceed = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code);
      if (!maySucceed || attempt === 10) throw thrown;
      await sleep(50 * attempt);
    }
  }
}

/** Else a power cut may undo the renaming. Some systems know no such thing, and lose nothing by it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const opened = await open(folder, 'r');
    await opened.sync().finally(() => opened.close());
  } catch (thrown) {
    if (
      !['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF'].includes((thrown as NodeJS.ErrnoException).code ?? '')
    ) {
      throw thrown;
    }
  }
}
