/** The recorded runs that come with the page, as they are shipped: those that are finished, compressed. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { InputError } from '../../base/errors.ts';
import { encodeRun } from '../../run/file/runFile.ts';
import { type Recording, recordingOf, withoutCheckpoint } from '../../run/recording/recording.ts';
import { isComplete, type Run } from '../../run/run.ts';
import { readRunFiles } from '../../storage/files/readRunFiles.ts';
import { RECORDINGS, type RecordingId, recordingFile } from '../../studies/recorded/list.ts';
import { root } from '../bootstrap/folders.mjs';

/** Where `npm run search` keeps them, finished or not. */
const recordingsFolder = path.join(root, 'src', 'studies', 'recorded', 'runs');

export interface PackedRecording {
  readonly recording: Recording;
  /** Gzip, of the run's file. */
  readonly bytes: Uint8Array;
}

/** Those that are finished. Throws an InputError, with the file's name, where one can't be read. */
export async function packRecordings(folder = recordingsFolder): Promise<readonly PackedRecording[]> {
  const packed: PackedRecording[] = [];
  for (const { id } of RECORDINGS) {
    const run = await readRecording(id, folder);
    if (run === null) continue;
    const bytes = await promisify(gzip)(encodeRun(withoutCheckpoint(run)), { level: 9 });
    packed.push({ recording: recordingOf(id, run, bytes.length), bytes });
  }
  return packed;
}

/** Null where it isn't finished, or not even begun. Throws as above. */
export async function readRecording(id: RecordingId, folder = recordingsFolder): Promise<Run | null> {
  const file = path.join(folder, `${id}.json`);
  if (!existsSync(file)) return null;
  const read = await readRunFiles(file, () => undefined);
  if (!read.ok) throw new InputError(`${file} cannot be shipped. ${read.error}`);
  return isComplete(read.value) ? read.value : null;
}

export async function writeRecordings(outDir: string, packed: readonly PackedRecording[]): Promise<void> {
  for (const { recording, bytes } of packed) {
    const file = path.join(outDir, recordingFile(recording.id));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}
