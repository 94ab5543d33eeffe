import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presetOf } from '../../space/presets.ts';
import { encodeArchitecture } from '../share.ts';
import { describeCellsFlaw, describeCellsNote, readCellsText } from './read.ts';
import { PUBLISHED } from './testing/published.ts';

const DARTS = PUBLISHED[0]!.text;

test('the last genotype in a log of megabytes is found at once', () => {
  const line =
    "train 1.2345e+00 55.55 tensor([[0.1234, 0.2345]], device='cuda:0', grad_fn=<SoftmaxBackward>)\n";
  const log = `${line.repeat(70_000)}${DARTS}\n${line.repeat(2000)}`;
  const begun = performance.now();
  const cells = readCellsText(log);
  expect(cells.ok && cells.value.architecture).toEqual(presetOf('darts-v1').architecture);
  expect(performance.now() - begun).toBeLessThan(1000);
});

/** Pieces that texts about cells are made of, and what breaks them. */
const PIECES = [
  'Genotype(',
  'normal=',
  'reduce=',
  '_concat=',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  "'",
  '"',
  ',',
  ':',
  '=',
  '#',
  '#c=',
  '%23',
  '%',
  '\\',
  '\n',
  ' ',
  'range(2, 6)',
  "('sep_conv_3x3', 1)",
  "'normal': ",
  '|a~0|',
  '0 1 ',
  'c=',
  '’',
  'u',
  '```',
  'https://',
  'A',
  '-1',
  '9e99',
];

test('no text throws, and every answer is short', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc
      .tuple(fc.nat(DARTS.length), fc.nat(DARTS.length), fc.constantFrom(...PIECES))
      .map(([from, to, piece]) => DARTS.slice(0, from) + piece + DARTS.slice(to)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const cells = readCellsText(text);
      if (cells.ok) {
        expect(encodeArchitecture(cells.value.architecture)).not.toBe('');
        for (const note of cells.value.notes) expect(describeCellsNote(note)).toMatch(/\.$/);
      } else {
        expect(describeCellsFlaw(cells.error)).toMatch(/^[^\n]{1,500}\.$/);
        const { at } = cells.error;
        if (at !== null) expect(at.offset + at.length).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 3000 },
  );
});

test('the time grows as the text does', () => {
  const repeated = (piece: string, length: number): string =>
    piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const hard = [
    ...PIECES,
    DARTS,
    "Genotype(normal=[('a',1),",
    '{"a":{',
    'normal=1 ',
    "'\\'",
    'normal=[',
    '{[1,',
    '((1,2),',
    'Genotype([',
    "'normal'",
    '#c=x ',
    '# Genotype(\n',
    '|a',
  ];
  const timed = (text: string): number => {
    const begun = performance.now();
    readCellsText(text);
    return performance.now() - begun;
  };
  for (const piece of hard) {
    // Quadratic time would be minutes.
    for (const end of ['', '(']) expect(timed(`${repeated(piece, 100_000)}${end}`), piece).toBeLessThan(2000);
  }
}, 120_000);
