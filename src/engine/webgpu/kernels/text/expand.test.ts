import { expect, test } from 'vitest';
import { expand } from './expand.ts';

const lines = (...text: readonly string[]): string => text.join('\n');

test('loops repeat their lines, and sums of products become numbers', () => {
  const source = lines(
    '$for p in 0..PIXELS',
    'let a$p = b$(p*STRIDE-1+PIXELS) + c$(p)_$PIXELS;',
    '$end',
    'end',
  );
  expect(expand(source, { PIXELS: 2, STRIDE: 3 })).toBe(
    lines('let a0 = b1 + c0_2;', 'let a1 = b4 + c1_2;', 'end'),
  );
});

test('a loop over nothing leaves nothing, whatever it holds', () => {
  const source = lines(
    '$for p in 2..N',
    'x$p',
    '$for q in p..3',
    '$if q',
    'y',
    '$end',
    '$end',
    '$end',
    'end',
  );
  expect(expand(source, { N: 2 })).toBe('end');
});

test.each([
  [{ F: 1, G: 0 }, ['one', 'two', 'last']],
  [{ F: 0, G: 0 }, ['other', 'last']],
  [{ F: 3, G: 2 }, ['one', 'g', 'two', 'last']],
  [{ F: 0, G: 1 }, ['other', 'last']],
])('$if takes its lines, or those after $else: %j', (constants, expected) => {
  const source = lines('$if F', 'one', '$if G', 'g', '$end', 'two', '$else', 'other', '$end', 'last');
  expect(expand(source, constants)).toBe(lines(...expected));
});

test('a condition may be turned round, and be a sum of loop variables', () => {
  const source = lines('$for p in 0..3', '$if !p-1', 'is $p', '$else', 'not $p', '$end', '$end');
  expect(expand(source, {})).toBe(lines('not 0', 'is 1', 'not 2'));
});

test('what is not taken is not looked at', () => {
  expect(expand(lines('$if F', '$unknown', '$for p in 0..unknown', '$end', '$end', 'end'), { F: 0 })).toBe(
    'end',
  );
  expect(() => expand(lines('$if F', '$unknown', '$end'), { F: 1 })).toThrow('$unknown is not defined');
});

test.each([
  ['line 2: $end without $for or $if', ['a', '$end']],
  ['line 1: $else without $for or $if', ['$else', '$end']],
  ['line 1: $for without $end', ['$for p in 0..2', 'a']],
  ['line 1: $for without $end', ['$for p in 0..2', 'a', '$else', 'b', '$end']],
  ['line 2: $if without $end', ['a', '$if F', 'b', '$else', 'c']],
  ['line 1: $if without $end', ['$if F', 'a', '$else', 'b', '$else', 'c', '$end']],
  ['line 1: $if F > 1 is not understood', ['$if F > 1', 'a', '$end']],
  ['line 1: $for p to 3 is not understood', ['$for p to 3', 'a', '$end']],
])('%s', (message, source) => {
  expect(() => expand(lines(...source), { F: 1 })).toThrow(message);
});
