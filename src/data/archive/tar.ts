/**
 * Reading of a tar archive as a stream, one file at a time: ustar (POSIX.1-1988) and the form before it, with the long
 * names of GNU tar and of pax (POSIX.1-2001).
 */
import { byteReader } from './byteReader.ts';

export interface TarFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The next bytes of the file; the view is valid until the next call. What is not read is skipped. */
  read(length: number): Promise<Uint8Array>;
}

const block = 512;
/** What a name, or a pax header, may take. */
const longest = 1 << 20;

/** The regular files in their order. Throws an Error where the stream ends early or a header's checksum is wrong. */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<TarFile> {
  const bytes = byteReader(chunks, signal);
  /** What is said of the next file before its header. */
  let said: { readonly path?: string; readonly size?: number } = {};
  try {
    for (;;) {
      // Two zero blocks end an archive; one is as good, and so is the end of the stream.
      if (await bytes.ended()) return;
      const header = await bytes.read(block, 'a header');
      // The rest is drained, since gzip's checksum comes last.
      if (header.every((byte) => byte === 0)) return await bytes.drain();
      const read = readHeader(header);
      if (read === null) throw new Error('what it holds is no tar archive, or a damaged one');
      const { type } = read;
      if (type === 'L' || type === 'x') {
        if (read.size > longest) throw new Error(`a name in it takes ${read.size} bytes`);
        const body = (await bytes.read(read.size, 'a long name')).slice();
        await bytes.skip(padding(read.size), 'a long name');
        said = { ...said, ...(type === 'L' ? { path: untilZero(body) } : paxRecords(body)) };
        continue;
      }
      const { path: name = read.name, size = read.size } = said;
      // What precedes a link's name of GNU tar is still said of the file behind it.
      if (type !== 'K') said = {};
      let left = size;
      // Before ustar a folder was a file whose name ends in a slash.
      if (['0', '\0', '7'].includes(type) && !name.endsWith('/')) {
        yield {
          name,
          size,
          async read(length) {
            if (length > left) throw new Error(`${name} ends ${length - left} bytes early`);
            left -= length;
            return bytes.read(length, name);
          },
        };
      }
      await bytes.skip(left + padding(size), name);
    }
  } finally {
    await bytes.close();
  }
}

/** Whether a file that begins so is a tar archive, by its first header's checksum. */
export const isTar = (head: Uint8Array): boolean => head.length >= block && readHeader(head) !== null;

const padding = (size: number): number => (block - (size % block)) % block;

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** Null where the checksum or a number is wrong. */
function readHeader(header: Uint8Array): Header | null {
  const text = (from: number, length: number) => untilZero(header.subarray(from, from + length));
  const sum = Number.parseInt(text(148, 8).trim(), 8);
  const size = sizeOf(header.subarray(124, 136));
  if (!checksums(header).includes(sum) || !Number.isSafeInteger(size) || size < 0) return null;
  // GNU tar keeps times where ustar keeps the beginning of a long name.
  const isPosix = header[262] === 0 && text(257, 6) === 'ustar';
  const prefix = isPosix ? text(345, 155) : '';
  return {
    name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`,
    size,
    type: String.fromCharCode(header[156] ?? 0),
  };
}

/** The sum counts its own eight bytes as spaces; some old programs added signed bytes. */
function checksums(header: Uint8Array): readonly [number, number] {
  let unsigned = 8 * 32;
  let signed = 8 * 32;
  for (let i = 0; i < block; i++) {
    if (i >= 148 && i < 156) continue;
    const byte = header[i]!;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return [unsigned, signed];
}

/** In octal digits or, by GNU tar and marked in the first bit, as bytes. */
function sizeOf(field: Uint8Array): number {
  if (field[0] === 0x80) return field.subarray(1).reduce((size, byte) => 256 * size + byte, 0);
  const digits = untilZero(field).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : Number.NaN;
}

/** Records of the form "LENGTH KEY=VALUE\n", whose length counts themselves. */
function paxRecords(body: Uint8Array): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(32, at);
    const length = space < 0 ? 0 : Number(decoded(body.subarray(at, space)));
    if (!(length > 0)) break;
    const record = decoded(body.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    const value = record.slice(equals + 1);
    if (record.startsWith('path=')) found.path = value;
    if (record.startsWith('size=') && /^\d{1,15}$/.test(value)) found.size = Number(value);
    at += length;
  }
  return found;
}

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function untilZero(field: Uint8Array): string {
  const end = field.indexOf(0);
  return decoded(end < 0 ? field : field.subarray(0, end));
}
