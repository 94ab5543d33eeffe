import { randomUUID } from 'node:crypto';

/** Parts of a file, as a Range header asks for them (RFC 9110, section 14). */
export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/** Who asks for more, or for more bytes than there are, gets the whole. */
const MOST_RANGES = 200;

/** Null where the whole file is the answer: no range, or one that cannot be read. Those beyond the file's end are left out. */
export function rangesOf(
  header: string | undefined,
  size: number,
): readonly ByteRange[] | 'unsatisfiable' | null {
  const [, list] = /^bytes=(.+)$/i.exec(header?.replace(/\s/g, '') ?? '') ?? [];
  const asked = list?.split(',').map((text) => rangeOf(text, size)) ?? [];
  if (asked.length === 0 || asked.length > MOST_RANGES || asked.includes(null)) return null;
  const ranges = asked.filter((range) => range !== null && range !== 'unsatisfiable');
  if (ranges.length === 0) return 'unsatisfiable';
  const bytes = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  return ranges.length > 1 && bytes > size ? null : ranges;
}

function rangeOf(text: string, size: number): ByteRange | 'unsatisfiable' | null {
  const [, from, to] = /^(\d*)-(\d*)$/.exec(text) ?? [];
  if (from === undefined || to === undefined || from + to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}

/** The body of an answer with several ranges, of which `read` gives the bytes, and what to say of it. */
export async function multipartOf(
  ranges: readonly ByteRange[],
  size: number,
  type: string,
  read: (range: ByteRange) => Promise<Uint8Array>,
): Promise<{ readonly type: string; readonly body: Buffer }> {
  const boundary = randomUUID();
  const parts: Uint8Array[] = [];
  for (const range of ranges) {
    const head = `--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${range.start}-${range.end}/${size}`;
    parts.push(Buffer.from(`${head}\r\n\r\n`), await read(range), Buffer.from('\r\n'));
  }
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `multipart/byteranges; boundary=${boundary}`, body };
}
