import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { OPERATION_IDS } from '../../space/operations/index.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { drawCell } from '../cell/cellMarks.ts';
import { tileLabels } from '../cell/labels.ts';
import { arrangementOf } from '../cell/layout/arrangements.ts';
import { layoutCell } from '../cell/layout/layout.ts';
import { SIZE_NAMES } from '../cell/sizes.ts';
import type { Drawing, Mark, TextMark } from '../plot/marks.ts';
import glyphs from './glyphs.json' with { type: 'json' };
import { outlined } from './outlines.ts';
import { openFace, readFonts, widthOf } from './testing/readFonts.ts';

const word = (change: Partial<TextMark>): TextMark => ({
  ...{ kind: 'text', key: 'a', x: 0, y: 0, size: 2048, weight: 600, anchor: 'start', text: 'a' },
  ...change,
});
const pictureOf = (...marks: Mark[]): Drawing => ({ width: 10, height: 20, marks });
const dOf = (mark: TextMark): string => {
  const [path] = outlined(pictureOf(mark)).marks;
  return path?.kind === 'path' ? path.d : '';
};
const lefts = (d: string): number[] => [...d.matchAll(/[ML](-?[\d.]+)/g)].map(([, x]) => Number(x));

test('the outlines are those of the fonts', async () => {
  await expect(`${JSON.stringify(readFonts(), null, 2)}\n`).toMatchFileSnapshot('./glyphs.json');
});

test('cells of every size are drawn without text', () => {
  const random = createRandom(3);
  const cells = Array.from({ length: 12 }, (_, index) =>
    sampleArchitecture({ blocks: 1 + (index % 4), operations: OPERATION_IDS }, random),
  ).map(({ normal }) => normal);
  for (const cell of cells) {
    for (const size of SIZE_NAMES) {
      const drawing = drawCell(layoutCell(cell, arrangementOf(cell), size), { stride: true });
      expect(JSON.stringify(outlined(drawing))).not.toMatch(/"kind":"text"|NaN|null/);
    }
  }
});

test('a word is as wide as the font lays it out, kerning included', () => {
  for (const weight of [500, 600] as const) {
    const font = openFace(weight);
    const words = OPERATION_IDS.flatMap((id) =>
      (['L', 'M', 'W'] as const).flatMap((size) => tileLabels(id, size)),
    );
    const texts = new Set([
      ...words.map(({ text }) => text),
      'add',
      'concat',
      'state 8',
      '/2',
      'avg',
      'type',
    ]);
    for (const text of texts) {
      const start = lefts(dOf(word({ weight, text })));
      const end = lefts(dOf(word({ weight, text, anchor: 'end' })));
      const middle = lefts(dOf(word({ weight, text, anchor: 'middle' })));
      expect(start[0]! - end[0]!, text).toBeCloseTo(widthOf(font, text), 1);
      expect(2 * (start[0]! - middle[0]!), text).toBeCloseTo(widthOf(font, text), 1);
    }
  }
});

test('an index is smaller, lower and counts for the width', () => {
  const index = { text: 'i', size: 500, drop: 300 };
  const h = dOf(word({ face: 'math', weight: 400, size: 1000, text: 'h' }));
  const both = dOf(word({ face: 'math', weight: 400, size: 1000, text: 'h', index }));
  expect(both.startsWith(h)).toBe(true);
  const [advance = ''] = glyphs.faces['math 400'].glyphs.h.split(' ');
  expect(Math.min(...lefts(both.slice(h.length)))).toBeGreaterThan(Number(advance));
});

test('what has no outline stays text, whole', () => {
  for (const mark of [
    word({ text: 'a<b' }),
    word({ weight: 400 }),
    word({ text: 'toString' }),
    word({ text: '中' }),
  ])
    expect(outlined(pictureOf(mark)).marks).toEqual([mark]);
});
