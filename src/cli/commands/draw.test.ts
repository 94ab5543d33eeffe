import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { arrangementOf } from '../../drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../drawings/cell/layout/layout.ts';
import { allOf, type Element, readSvg, shapesOf, wordsOf } from '../../drawings/testing/readSvg.ts';
import { colourOf } from '../../drawings/tokens.ts';
import { presetOf } from '../../space/presets.ts';
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
  expect(allOf(root, 'text').map(wordsOf)).toContain('/2');
  const normal = await drawn('--cell', 'normal', '--size', 'L');
  expect(allOf(normal, 'text').map(wordsOf)).not.toContain('/2');
});

test.each([
  [['--out', 'cell.svg'], /^--cells is missing/],
  [['--cells', 'nasnet-a'], /^--out is missing/],
  [['--cells', 'nasnet-a', '--out', 'cell.png'], /SVG alone; give a name that ends in \.svg\.$/],
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

test('says when the file cannot be written', async () => {
  const nowhere = path.join(folder, 'missing', 'cell.svg');
  await expect(main(['--cells', 'nasnet-a', '--out', nowhere])).rejects.toThrow(/the file cannot be written/);
});

test.each(['--help', '-h'])('%s lists the options', async (flag) => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await main([flag])).toBe(0);
  expect(write.mock.calls.join('')).toMatch(/--cells CELLS[\s\S]*--out[\s\S]*--theme/);
});
