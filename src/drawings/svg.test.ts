import { describe, expect, test } from 'vitest';
import { presetOf } from '../space/presets.ts';
import { beside } from './beside.ts';
import { drawCell } from './cell/cellMarks.ts';
import { arrangementOf } from './cell/layout/arrangements.ts';
import { layoutCell } from './cell/layout/layout.ts';
import { SIZE_NAMES } from './cell/sizes.ts';
import type { Drawing, Mark } from './plot/marks.ts';
import { writeSvg } from './svg.ts';
import { allOf, readSvg, shapesOf, wordsOf } from './testing/readSvg.ts';
import { colourOf } from './tokens.ts';

const { normal, reduction } = presetOf('nasnet-a').architecture;
const light = { theme: 'light', title: 'Cell' } as const;
const word = (text: string): Mark => ({
  kind: 'text',
  key: text,
  x: 1,
  y: 2,
  size: 12,
  anchor: 'start',
  text,
});
const pictureOf = (...marks: Mark[]): Drawing => ({ width: 10, height: 20, marks });

describe('a cell as SVG text', () => {
  test.each(SIZE_NAMES)(
    'has at size %s a rectangle for every box of the layout, where the layout has it',
    (size) => {
      const layout = layoutCell(normal, arrangementOf(normal), size);
      const root = readSvg(writeSvg(drawCell(layout), light));
      const corners = shapesOf(root)
        .filter(({ name }) => name === 'rect')
        .map(({ x, y }) => `${x} ${y}`);
      for (const { x, y } of [...layout.tiles, ...layout.combiners, ...layout.output.segments]) {
        expect(corners).toContain(`${x} ${y}`);
      }
      for (const { x, y } of layout.inputs) expect(corners).toContain(`${x + 0.5} ${y + 0.5}`);
      expect(root.attributes).toMatchObject({ width: `${layout.width}`, height: `${layout.height}` });
    },
  );

  test('names no colour of the style sheet: every one is inlined from its theme', () => {
    const layout = layoutCell(normal, arrangementOf(normal), 'L');
    const paintsOf = (theme: 'light' | 'dark') => {
      const root = readSvg(writeSvg(drawCell(layout), { theme, title: 'Cell' }));
      return allOf(root, 'rect').flatMap(({ attributes }) => [attributes.fill, attributes.stroke]);
    };
    for (const theme of ['light', 'dark'] as const) {
      expect(paintsOf(theme)).toEqual(
        expect.arrayContaining(
          ['page', 'opSep', 'add', 'output'].map((name) => colourOf(name as 'add', theme)),
        ),
      );
    }
    expect(paintsOf('light')).not.toEqual(paintsOf('dark'));
    expect(writeSvg(drawCell(layout), light)).not.toMatch(/var\(|class=|undefined|NaN/);
  });

  test('says what shines through in an attribute of its own', () => {
    const [rect] = allOf(
      readSvg(writeSvg(pictureOf({ kind: 'rect', key: 'a', width: 1, height: 1, stroke: 'opLine' }), light)),
      'rect',
    ).slice(1);
    expect(rect?.attributes).toMatchObject({ stroke: '#94711f', 'stroke-opacity': '0.55' });
  });
});

test('words and titles are escaped, and come back as they were', () => {
  const hostile = `a < b && "c" > 'd' </text><script>alert(1)</script>`;
  const svg = writeSvg(pictureOf(word(hostile)), { ...light, title: hostile });
  const root = readSvg(svg);
  expect(wordsOf(allOf(root, 'text')[0]!)).toBe(hostile);
  expect(wordsOf(allOf(root, 'title')[0]!)).toBe(hostile);
  expect(allOf(root, 'script')).toEqual([]);
});

test('characters that no XML may hold are left out', () => {
  const root = readSvg(writeSvg(pictureOf(word('a\u0000\u0007\ud800b')), light));
  expect(wordsOf(allOf(root, 'text')[0]!)).toBe('ab');
});

test('a margin lies around the drawing, on the page’s ground', () => {
  const root = readSvg(writeSvg(pictureOf(word('a')), { ...light, margin: 4 }));
  expect(root.attributes).toMatchObject({ width: '18', height: '28', viewBox: '-4 -4 18 28' });
  expect(allOf(root, 'rect')[0]?.attributes).toMatchObject({ x: '-4', y: '-4', width: '18', height: '28' });
});

test('drawings beside each other stand on one line', () => {
  const [a, b] = [normal, reduction].map((cell) => drawCell(layoutCell(cell, arrangementOf(cell), 'S')));
  const both = beside([a!, b!], 36);
  expect(both.width).toBe(a!.width + 36 + b!.width);
  expect(both.height).toBe(Math.max(a!.height, b!.height));
  expect(both.marks.map((mark) => mark.kind === 'group' && mark.at)).toEqual([
    [0, both.height - a!.height],
    [a!.width + 36, both.height - b!.height],
  ]);
});
