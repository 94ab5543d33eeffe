import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, messageOf } from '../../base/errors.ts';
import type { ShardSource } from '../../data/shards/source.ts';

/** Shards in a folder on this machine, for the commands. */
export function folderSource(folder: string): ShardSource {
  const read = async (file: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    try {
      return new Uint8Array(await readFile(join(folder, file)));
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new DataError(
        `${file} in ${folder} could not be read: ${messageOf(thrown)}. Check its access rights.`,
      );
    }
  };
  return {
    place: folder,
    async readJson(file) {
      const bytes = await read(file);
      if (bytes === undefined) return undefined;
      const text = new TextDecoder().decode(bytes);
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return text;
      }
    },
    readBytes: (file) => read(file),
  };
}
