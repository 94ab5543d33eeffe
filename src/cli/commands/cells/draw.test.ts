import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decode } from 'fast-png';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { arrangementOf } from '../../../drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../../drawings/cell/layout/layout.ts';
import { allOf, type Element, readSvg, shapesOf, wordsOf } from '../../../drawings/testing/readSvg.ts';
import { colourOf } from '../../../drawings/tokens.ts';
import { presetOf } from '../../../space/presets.ts';
import { withFullDisk } from '../../../storage/files/testing/fullDisk.ts';
import { main } from './draw.ts';

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'draw-'));
  file = path.join(folder, 'cell.svg');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function drawn(...options: string[]): Promise<Element> {
  expect(await main(['--cells', 'nasnet-a', '--out', file, ...options])).toBe(0);
  return readSvg(await readFile(file, 'utf8'));
}

test('writes both cells with the boxes of their layouts', async () => {
  const root = await drawn('--size', 'M');
  expect(wordsOf(allOf(root, 'title')[0]!)).toBe('Normal and reduction cell');
  const { normal, reduction } = presetOf('nasnet-a').architecture;
  const [left, right] = [normal, reduction].map((cell) => layoutCell(cell, arrangementOf(cell), 'M'));
  const height = Math.max(left!.height, right!.height);
  const corners = shapesOf(root).map(({ name, x, y }) => `${name} ${x} ${y}`);
  for (const { x, y } of left!.tiles) expect(corners).toContain(`rect ${x} ${y + height - left!.height}`);
  for (const { x, y } of right!.tiles) {
    expect(corners).toContain(`rect ${x + left!.width + 36} ${y + height - right!.height}`);
  }
});

test('one cell, a size and a theme are chosen', async () => {
  const { reduction } = presetOf('nasnet-a').architecture;
  const root = await drawn('--cell', 'reduction', '--size', 'L', '--theme', 'dark');
  const layout = layoutCell(reduction, arrangementOf(reduction), 'L');
  expect(root.attributes.width).toBe(String(layout.width + 24));
  expect(allOf(root, 'rect')[0]?.attributes.fill).toBe(colourOf('page', 'dark'));
  expect(wordsOf(allOf(root, 'title')[0]!)).toBe('Reduction cell');
  const normal = await drawn('--cell', 'normal', '--size', 'L');
  expect(wordsOf(allOf(normal, 'title')[0]!)).toBe('Normal cell');
});

test('names no font, no text and nothing outside itself, and says in words what it shows', async () => {
  const root = await drawn('--size', 'L');
  for (const name of ['text', 'tspan', 'style', 'image', 'use']) expect(allOf(root, name)).toEqual([]);
  const text = await readFile(file, 'utf8');
  expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|url\(|https?:|font-/);
  expect(wordsOf(allOf(root, 'desc')[0]!)).toMatch(
    /^Normal cell: add: state 2 is the sum of .*; output: .*\. Reduction cell: /,
  );
});

test('a PNG has twice the pixels of the drawing, or as many as are asked for', async () => {
  const { attributes } = await drawn('--size', 'S');
  const [width, height] = [Number(attributes.width), Number(attributes.height)];
  file = path.join(folder, 'cell.PNG');
  const sizeOf = async (...options: string[]) => {
    expect(await main(['--cells', 'nasnet-a', '--out', file, '--size', 'S', ...options])).toBe(0);
    const picture = decode(await readFile(file));
    const [red, green, blue] = picture.data;
    return [picture.width, picture.height, red, green, blue];
  };
  expect(await sizeOf()).toEqual([2 * width, 2 * height, 0xfc, 0xfb, 0xf8]);
  expect(await sizeOf('--scale', '1', '--theme', 'dark')).toEqual([width, height, 0x15, 0x15, 0x13]);
  expect((await sizeOf('--width', '600'))[0]).toBe(600);
});

test.each([
  [['--out', 'cell.svg'], /^--cells is missing/],
  [['--cells', 'nasnet-a'], /^--out is missing/],
  [['--cells', 'nasnet-a', '--out', 'cell.gif'], /as SVG or PNG; give a name that ends in \.svg or \.png\.$/],
  [['--cells', 'nasnet-a', '--out', 'a.svg', '--scale', '3'], /^--scale counts the pixels of a PNG/],
  [['--cells', 'nasnet-a', '--out', 'a.png', '--scale', '0'], /^--scale 0: give a number from 0\.1 to 16\.$/],
  [['--cells', 'nasnet-a', '--out', 'a.png', '--width', '9e9'], /^--width 9e9: give a whole number/],
  [['--cells', 'nasnet-a', '--out', 'a.png', '--width', '99', '--scale', '2'], /give one of them\.$/],
  [['--cells', 'nasnet-a', '--out', 'a.png', '--scale', '16'], /^The picture would be 21,312 pixels/],
  [['--cells', 'nasnet-a', '--out', 'a.svg', '--size', 'm'], /^--size "m": give L, M, W, P, S, T, X or D\.$/],
  [
    ['--cells', 'nasnet-a', '--out', 'a.svg', '--cell', 'all'],
    /^--cell "all": give normal, reduction or both\.$/,
  ],
  [['--cells', 'nasnet-a', '--out', 'a.svg', '--theme', 'grey'], /^--theme "grey": give light or dark\.$/],
  [['--cells', 'nowhere', '--out', 'a.svg'], /^--cells "nowhere"/],
])('refuses %j in one sentence', async (args, sentence) => {
  const refused = main(args);
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(sentence);
});

test('says when the file cannot be written, and leaves what was there', async () => {
  const draw = (out: string) => main(['--cells', 'nasnet-a', '--out', out]);
  await expect(draw(path.join(folder, 'missing', 'cell.svg'))).rejects.toThrow(
    /^--out ".*": there is no folder ".*missing"; make it first\.$/,
  );
  await mkdir(path.join(folder, 'taken.svg'));
  await expect(draw(path.join(folder, 'taken.svg'))).rejects.toThrow(
    /^--out ".*" is a folder: name a file, as in ".*taken\.svg.cell\.svg"\.$/,
  );
  const there = path.join(folder, 'there.svg');
  await writeFile(there, 'of before');
  await expect(
    withFullDisk(
      () => true,
      () => draw(there),
    ),
  ).rejects.toThrow(/^--out ".*there\.svg": it cannot be written \(the disk is full \(ENOSPC\)\)\.$/);
  expect(await readFile(there, 'utf8')).toBe('of before');
});

test.each(['--help', '-h'])('%s lists the options', async (flag) => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await main([flag])).toBe(0);
  expect(write.mock.calls.join('')).toMatch(/--cells CELLS[\s\S]*--out[\s\S]*--theme/);
});
