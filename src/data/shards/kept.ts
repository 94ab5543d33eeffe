import { DataError } from '../../base/errors.ts';
import { type FilePart, joinParts } from './parts.ts';
import type { ShardSource } from './source.ts';

/** Files that stay after the page is closed, whole or in parts, by their addresses. A failed write is no failed load. */
export interface KeptFiles {
  read(address: string): Promise<KeptFile | undefined>;
  write(address: string, file: KeptFile): Promise<void>;
}

export interface KeptFile {
  /** In rising order; none touches another. */
  readonly parts: readonly FilePart[];
  /** Whether they are all of it: then there is one, from 0 on. */
  readonly isWhole: boolean;
}

/**
 * The same source, which keeps what it loads, and gives that where the place can't be reached. A place that answers is always
 * asked, since a repaired file keeps its name; what comes from either is checked by whoever reads it.
 */
export function keptSource(source: ShardSource, files: KeptFiles): ShardSource {
  const addressOf = (file: string): string => new URL(file, source.place).href;
  const keep = async (file: string, parts: readonly FilePart[], isWhole: boolean): Promise<void> => {
    const address = addressOf(file);
    const before = await files.read(address);
    if (!isWhole && before?.isWhole) return;
    const joined = joinParts(isWhole ? parts : [...parts, ...(before?.parts ?? [])]);
    if (before === undefined || !areEqual(before, { parts: joined, isWhole }))
      await files.write(address, { parts: joined, isWhole });
  };
  const whole = async (file: string) => {
    const kept = await files.read(addressOf(file));
    return kept?.isWhole ? kept.parts[0]?.bytes : undefined;
  };
  const orKept = async <Read>(
    file: string,
    load: () => Promise<Read>,
    kept: () => Promise<Read | undefined>,
  ): Promise<Read> => {
    try {
      return await load();
    } catch (thrown) {
      if (!(thrown instanceof DataError)) throw thrown;
      const instead = await kept();
      if (instead === undefined) throw unkept(file, thrown);
      return instead;
    }
  };
  const { readParts } = source;
  return {
    place: source.place,
    readJson: (file, signal) =>
      orKept(
        file,
        async () => {
          const value = await source.readJson(file, signal);
          if (typeof value === 'object' && value !== null)
            await keep(file, [{ start: 0, bytes: new TextEncoder().encode(JSON.stringify(value)) }], true);
          return value;
        },
        async () => {
          const bytes = await whole(file);
          return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as unknown);
        },
      ),
    readBytes: (file, signal) =>
      orKept(
        file,
        async () => {
          const bytes = await source.readBytes(file, signal);
          if (bytes !== undefined) await keep(file, [{ start: 0, bytes }], true);
          return bytes;
        },
        () => whole(file),
      ),
    ...(readParts && {
      readParts: (file, spans, signal) =>
        orKept(
          file,
          async () => {
            const parts = await readParts(file, spans, signal);
            if (parts.length > 0) await keep(file, parts, false);
            return parts;
          },
          async () => (await files.read(addressOf(file)))?.parts,
        ),
    }),
  };
}

const unkept = (file: string, { message }: DataError): DataError =>
  new DataError(
    `${message} Without a network only what was loaded before trains, such as the same settings with the same seed: set the seed back to one that has run here. ${file} is not kept in this browser.`,
  );

function areEqual(one: KeptFile, other: KeptFile): boolean {
  return (
    one.isWhole === other.isWhole &&
    one.parts.length === other.parts.length &&
    one.parts.every(({ start, bytes }, index) => {
      const against = other.parts[index];
      return (
        against?.start === start &&
        against.bytes.length === bytes.length &&
        bytes.every((byte, at) => byte === against.bytes[at])
      );
    })
  );
}
