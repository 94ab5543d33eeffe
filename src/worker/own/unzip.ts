import { type UnzipFileInfo, unzipSync } from 'fflate';
import { fail, ok, type Result } from '../../base/result.ts';
import { placePictures } from '../../data/own/place.ts';
import type { GivenPicture, Refusal } from '../../protocol/own.ts';

/** What a zip of pictures stays below, checked by its list of entries before anything is unpacked. */
export const ZIP_LIMITS = {
  entries: 6000,
  /** Packed, since it is held in memory as a whole. */
  bytes: 2 ** 30,
  unpacked: 2 ** 31,
  /** Pictures are packed already: what grows more is no zip of pictures. */
  times: 100,
} as const;

/** Unpacked at a time, in bytes. */
const PIECE = 2 ** 26;
const ENTRIES_A_PIECE = 200;

/** The pictures of a zip, in pieces that are unpacked as they are asked for. */
export interface Zipped {
  /** Names of all entries. */
  readonly paths: readonly string[];
  /** The pictures among them; one that cannot be unpacked has no bytes. */
  pieces(): Generator<readonly GivenPicture[]>;
}

export function openZip(bytes: Uint8Array<ArrayBuffer>, name: string): Result<Zipped, Refusal> {
  const entries: UnzipFileInfo[] = [];
  try {
    unzipSync(bytes, {
      filter(entry) {
        entries.push(entry);
        return false;
      },
    });
  } catch {
    return fail({ kind: 'zip-damaged', name });
  }
  const refusal = refusalOf(entries, bytes.length, name);
  if (refusal !== null) return fail(refusal);
  const paths = entries.map((entry) => entry.name);
  const wanted = placePictures(paths);
  const pictures = [...wanted.pictures.map(({ index }) => entries[index]!)];
  return ok({ paths, pieces: () => unpacked(bytes, pictures) });
}

function refusalOf(entries: readonly UnzipFileInfo[], packed: number, name: string): Refusal | null {
  if (entries.length > ZIP_LIMITS.entries) return { kind: 'zip-entries', name, count: entries.length };
  const unpackedBytes = entries.reduce((sum, { originalSize }) => sum + originalSize, 0);
  if (unpackedBytes > ZIP_LIMITS.unpacked) return { kind: 'zip-large', name, bytes: unpackedBytes };
  const times = Math.round(unpackedBytes / packed);
  return times > ZIP_LIMITS.times ? { kind: 'zip-bomb', name, times } : null;
}

function* unpacked(
  bytes: Uint8Array<ArrayBuffer>,
  pictures: readonly UnzipFileInfo[],
): Generator<readonly GivenPicture[]> {
  for (let from = 0; from < pictures.length; ) {
    let to = from;
    for (let size = 0; to < pictures.length && to - from < ENTRIES_A_PIECE; to++) {
      size += pictures[to]!.originalSize;
      if (size > PIECE && to > from) break;
    }
    const piece = pictures.slice(from, to);
    const contents = inflated(bytes, piece) ?? piece.map((one) => inflated(bytes, [one])?.[0]);
    yield piece.map(({ name }, index) => ({ path: name, file: new Blob([contents[index] ?? '']) }));
    from = to;
  }
}

/** In the entries' order; null where one of them is damaged. An entry never grows beyond the size that it says of itself. */
function inflated(
  bytes: Uint8Array<ArrayBuffer>,
  entries: readonly UnzipFileInfo[],
): readonly Uint8Array<ArrayBuffer>[] | null {
  const names = new Set(entries.map(({ name }) => name));
  try {
    const files = unzipSync(bytes, { filter: ({ name }) => names.has(name) });
    return entries.map(({ name }) => files[name] as Uint8Array<ArrayBuffer>);
  } catch {
    return null;
  }
}
