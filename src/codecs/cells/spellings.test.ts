import { describe, expect, test } from 'vitest';
import { describeCellsFlaw, readCellsText } from './read.ts';
import { SPELLED } from './testing/spellings.ts';

describe.each(SPELLED)('%s', (_, spellings, architecture) => {
  test.each(Object.entries(spellings))('%s', (_name, text) => {
    const read = readCellsText(text);
    expect(read.ok ? '' : describeCellsFlaw(read.error)).toBe('');
    expect(read.ok && read.value.architecture).toEqual(architecture);
  });
});

test('what was passed over is said, but no line of a program', () => {
  const [, spellings] = SPELLED[0]!;
  const kinds = (name: string): (string | undefined)[] => {
    const read = readCellsText(spellings[name]!);
    return read.ok ? read.value.notes.map(({ kind }) => kind) : [];
  };
  expect(kinds('a program that goes on')).toEqual(['pools']);
  expect(kinds('an empty one behind it')).toEqual(['pools', 'passed-over']);
});
