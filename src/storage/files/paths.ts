import { rename, writeFile } from 'node:fs/promises';

/** A run's file, and the files beside it that hold weights, since its own holds none. */

/** Where the child in training is kept. */
export const childPath = (out: string): string => `${out}.weights`;

/** And what children left for later ones. */
export const sharedPath = (out: string): string => `${out}.shared`;

/** And a child that may be trained on, each in a file of its own. */
export const pausedPath = (out: string, trial: number | string): string => `${out}.paused-${trial}`;

/** Writes a file that is whole at any time: beside its place first, then into it. */
export async function put(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
