import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coveringSpans, findSpan, joinParts, readMultipart, type Span } from './parts.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

test('an answer of several ranges is read as servers write it', () => {
  const body = [
    // Apache begins with a line break, and says what it likes beside the range.
    '\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 0-2/9\r\n\r\nabc',
    '\r\n--x\r\ncontent-range: bytes 6-7/9\r\ncontent-type: a/b\r\n\r\n\r\n',
    '\r\n--x--\r\n',
  ].join('');
  const parts = readMultipart('multipart/byteranges; boundary="x"', bytesOf(body));
  expect(parts).toEqual([
    { start: 0, bytes: bytesOf('abc') },
    { start: 6, bytes: bytesOf('\r\n') },
  ]);
  expect(findSpan(parts ?? [], [1, 3])).toEqual(bytesOf('bc'));
  expect(findSpan(parts ?? [], [1, 4])).toBeUndefined();
  expect(readMultipart('text/plain', bytesOf(body))).toBeNull();
  for (let length = 0; length < body.length - 5; length++)
    expect(readMultipart('multipart/byteranges; boundary=x', bytesOf(body.slice(0, length)))).toBeNull();
});

test('few spans cover many, and no gap of theirs is smaller than one that was covered', () => {
  const spans = fc
    .uniqueArray(fc.nat(500), { minLength: 1, maxLength: 60 })
    .map((starts) => starts.sort((a, b) => a - b).map((start): Span => [3 * start, 3 * start + 3]));
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 20 }), (some, most) => {
      const covering = coveringSpans(some, most);
      expect(covering.length).toBeLessThanOrEqual(most);
      for (const [start, end] of some)
        expect(covering.some(([from, to]) => from <= start && to >= end)).toBe(true);
      if (some.length <= most) {
        const bytes = covering.reduce((sum, [start, end]) => sum + end - start, 0);
        expect(bytes).toBe(3 * some.length);
      }
    }),
  );
});

test('parts are joined to as few as can be; of two that say different things the earlier of the list holds', () => {
  const bytes = (start: number, ...values: number[]) => ({ start, bytes: Uint8Array.from(values) });
  expect(joinParts([])).toEqual([]);
  expect(joinParts([bytes(9, 9), bytes(0, 1, 2), bytes(2, 3)])).toEqual([bytes(0, 1, 2, 3), bytes(9, 9)]);
  expect(joinParts([bytes(1, 7), bytes(0, 1, 2, 3)])).toEqual([bytes(0, 1, 7, 3)]);
  expect(joinParts([bytes(0, 1, 2, 3), bytes(1, 7)])).toEqual([bytes(0, 1, 2, 3)]);
});
