/** Bytes of a file and where they begin in it. */
export interface FilePart {
  readonly start: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** From and up to where; the end is not part of it. */
export type Span = readonly [start: number, end: number];

/** Longer than the head of any part. */
const HEAD = 1000;

/** The parts of an answer with several ranges (RFC 9110, section 14.6); null where it is none, or cut off. */
export function readMultipart(type: string, body: Uint8Array<ArrayBuffer>): FilePart[] | null {
  const [, boundary] = /^multipart\/byteranges;.*boundary="?([^";]+)"?/i.exec(type) ?? [];
  if (boundary === undefined) return null;
  const mark = `--${boundary}`;
  const parts: FilePart[] = [];
  for (let at = 0; ; ) {
    const text = new TextDecoder('latin1').decode(body.subarray(at, at + HEAD));
    const begins = text.startsWith('\r\n') ? 2 : 0;
    if (text.startsWith(`${mark}--`, begins)) return parts;
    const ends = text.indexOf('\r\n\r\n', begins);
    const [, from, to] = /\r\ncontent-range: bytes (\d+)-(\d+)\//i.exec(text.slice(0, ends + 2)) ?? [];
    if (!text.startsWith(mark, begins) || ends < 0 || from === undefined) return null;
    const [start, end] = [Number(from), Number(to) + 1];
    at += ends + 4;
    if (end <= start || at + end - start > body.length) return null;
    parts.push({ start, bytes: body.subarray(at, at + end - start) });
    at += end - start;
  }
}

/** The bytes of a span, in whichever part they came; nothing where none has all of them. */
export function findSpan(
  parts: readonly FilePart[],
  [start, end]: Span,
): Uint8Array<ArrayBuffer> | undefined {
  const part = parts.find((one) => one.start <= start && one.start + one.bytes.length >= end);
  return part?.bytes.subarray(start - part.start, end - part.start);
}

/** Spans that cover all of these, which rise: at most `most` of them, over the smallest gaps. */
export function coveringSpans(spans: readonly Span[], most: number): Span[] {
  const gaps = spans.slice(1).map(([start], index) => ({
    before: index + 1,
    bytes: start - (spans[index] as Span)[1],
  }));
  const open = gaps.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
  const begins = new Set(open.slice(0, most - 1).map(({ before }) => before));
  const covering: [number, number][] = [];
  for (const [index, [start, end]] of spans.entries()) {
    const last = covering.at(-1);
    if (last !== undefined && !begins.has(index)) last[1] = end;
    else covering.push([start, end]);
  }
  return covering;
}

/** All their bytes in rising order, as few parts as can be: what touches is one. Where two overlap the earlier of the list holds. */
export function joinParts(parts: readonly FilePart[]): FilePart[] {
  const rising = [...parts].sort((a, b) => a.start - b.start);
  const runs: FilePart[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const part of rising) {
    if (part.start > end) runs.push([part]);
    else runs.at(-1)?.push(part);
    end = Math.max(end, part.start + part.bytes.length);
  }
  const rank = new Map(parts.map((part, index) => [part, index]));
  return runs.map((run) => {
    const [first] = run as [FilePart];
    if (run.length === 1) return first;
    const last = Math.max(...run.map(({ start, bytes }) => start + bytes.length));
    const bytes = new Uint8Array(last - first.start);
    const inTurn = [...run].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
    for (const part of inTurn) bytes.set(part.bytes, part.start - first.start);
    return { start: first.start, bytes };
  });
}
