import { DataError } from '../../base/errors.ts';
import type { DatasetInfo } from '../dataset.ts';
import { manifestFile, type ShardManifest } from './manifest.ts';
import { type PreparationProgress, progressFile, readPreparation } from './preparation.ts';
import type { ShardSource } from './source.ts';

/** How long nothing, or only a failed preparation, may be there; how long one at work may show no sign of life. */
export interface Patience {
  readonly absentMs: number;
  readonly silentMs: number;
  readonly pollMs: number;
}

export const REMEDY =
  'Run "npm run prepare-data": it checks every file, makes the missing and damaged ones anew';

/**
 * Follows `progress.json`: answers its sentence, and throws where a preparation failed, where none has begun, or where
 * it has shown no sign of life for too long. Only this machine's clock counts, by when something changed.
 */
export function watchPreparation(info: DatasetInfo, source: ShardSource, patience: Patience) {
  const { id, title, archive } = info;
  let seen: PreparationProgress | undefined;
  let since = performance.now();
  return async (manifest: ShardManifest | undefined, signal?: AbortSignal): Promise<string> => {
    const progress = readPreparation(await source.readJson(progressFile, signal));
    const waited = performance.now() - since;
    if (progress === undefined && seen === undefined) {
      if (waited <= patience.absentMs) return 'Waiting for the preparation to begin.';
      const what =
        manifest === undefined
          ? `There are no ${title} images in ${source.place}: neither ${manifestFile} nor ${progressFile} is there.`
          : `${manifestFile} in ${source.place} lists ${manifest.shards.length} shards, others are needed, and nobody is making them.`;
      throw new DataError(
        `${what} Run "npm run prepare-data" where the page is served from, or put the whole folder data/${id} ` +
          `there${archive === undefined ? '' : `; or drop ${archive.file} on the page`}.`,
      );
    }
    if (progress?.stage === 'failed') {
      // One that had failed before we looked may be followed by another that is only just starting.
      if (seen === undefined && waited <= patience.absentMs) return 'The last preparation failed.';
      throw new DataError(progress.error ?? `The preparation of ${title} failed. ${REMEDY}.`);
    }
    if (progress !== undefined && progress.beat !== seen?.beat) {
      since = performance.now();
      seen = progress;
    } else if (waited > patience.silentMs) {
      throw new DataError(
        `The preparation of ${title} has been silent for ${Math.round(waited / 1000)} s; its last words: ` +
          `"${seen?.sentence}" Run "npm run prepare-data" to go on with it.`,
      );
    }
    return seen?.sentence ?? '';
  };
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
