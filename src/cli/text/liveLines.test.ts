import { expect, test } from 'vitest';
import { createLiveLines } from './liveLines.ts';

/** What a terminal shows of it: rows, as cursor and erasures leave them. */
function screenOf(written: string): string[] {
  const rows = [''];
  let row = 0;
  for (const piece of written.split(/(\n|\r)/).flatMap((part) => part.split('\x1b'))) {
    if (piece === '\n') rows[++row] ??= '';
    else if (piece !== '\r') {
      const [, erases, ups, text = ''] = /^(\[2K)?(\[1A)?(.*)$/.exec(piece) ?? [];
      if (ups) row--;
      if (erases) rows[row] = '';
      rows[row] += text;
    }
  }
  return rows;
}

test('lines are drawn in the place of those before, cut to the terminal, and leave nothing behind', () => {
  let written = '';
  const write = (text: string): void => {
    written += text;
  };
  const lines = createLiveLines({ columns: 11, write });
  lines.draw(['a', 'b', 'c']);
  lines.draw(['a', 'longer than a row']);
  expect(screenOf(written)).toEqual(['a', 'longer tha', '']);
  const before = written;
  lines.draw(['a', 'longer than a row']);
  expect(written).toBe(before);
  lines.clear();
  expect(screenOf(written)).toEqual(['', '', '']);
});
