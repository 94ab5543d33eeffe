import { existsSync } from 'node:fs';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRun, type Run } from '../../run/run.ts';
import { KeepError } from '../../storage/files/put.ts';
import { createRunWriter, type RunWriter } from '../../storage/files/runWriter.ts';

/** Where a run lies at the end of its search, and whether that is where it was to be. */
export interface Kept {
  readonly file: string | null;
  readonly asWanted: boolean;
  /** Whether the file holds all of it, and not what was kept before. */
  readonly isWhole: boolean;
}

/**
 * Writes a run for the last time. Where its place cannot be written to (a full disk, a folder that is gone) it goes into a
 * new folder in one of `places`, since it may be hours of work; `tell` hears of it in sentences.
 */
export async function keepRun(
  writer: RunWriter,
  run: Run,
  out: string,
  tell: (text: string) => void,
  places: readonly string[] = [tmpdir(), process.cwd()],
): Promise<Kept> {
  try {
    await writer.finish(run);
    return { file: out, asWanted: true, isWhole: true };
  } catch (thrown) {
    if (!(thrown instanceof KeepError)) throw thrown;
    const before = existsSync(out) ? ` ${out} holds what was kept before.` : '';
    tell(`${thrown.message}${before}`);
  }
  for (const place of places) {
    const file = await writeInto(place, path.basename(out), run);
    if (file === null) continue;
    tell(`The run was written to ${file} instead.`);
    return { file, asWanted: false, isWhole: true };
  }
  tell(`Nor can it be kept in ${places.join(' or ')}: make room there the next time.`);
  return { file: existsSync(out) ? out : null, asWanted: false, isWhole: false };
}

async function writeInto(place: string, name: string, run: Run): Promise<string | null> {
  const folder = await mkdtemp(path.join(place, 'nas-playground-')).catch(() => null);
  if (folder === null) return null;
  const file = path.join(folder, name);
  try {
    await createRunWriter(file, newRun(run), () => undefined).finish(run);
    return file;
  } catch {
    await rmdir(folder).catch(() => undefined); // it holds what could be written of what lies beside the run
    return null;
  }
}
