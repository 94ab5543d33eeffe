import { mkdirSync } from 'node:fs';
import { InputError } from '../../base/errors.ts';
import { lockFile } from '../runs/fileLock.ts';
import { logFile } from './log.ts';

/** Of several processes that share the work, which one this is: "1/2". Throws an InputError on anything else. */
export function partFlag(text: string): { readonly part: number; readonly parts: number } {
  const [, part = 0, parts = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (part >= 1 && part <= parts) return { part, parts };
  throw new InputError(`--part ${text}: give two whole numbers, like 1/2 and, in another process, 2/2.`);
}

/** Works while no other process trains that part of a log. */
export async function holdingPart<Answer>(
  folder: string,
  part: number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  mkdirSync(folder, { recursive: true });
  const held = await lockFile('--part', logFile(folder, part), 0, 'give another part with --part');
  try {
    return await work();
  } finally {
    held.release();
  }
}
