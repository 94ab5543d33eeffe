import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readStudied } from '../../studies/fitted/studied.ts';
import { studyLearning } from './learning.ts';

let folder = '';
let printed = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'learning-'));
  printed = '';
  vi.spyOn(console, 'log').mockImplementation((text) => {
    printed += `${text}\n`;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

test('local search is simulated by given figures, and the table is what the page reads', async () => {
  const figures = path.join(folder, 'figures.json');
  const out = path.join(folder, 'table.json');
  await writeFile(figures, '{"demo": {"mean": 0.35, "ofChildren": 0.04, "noise": 0.015}}');
  expect(await studyLearning(['--learning', '--figures', figures, '--strategy', 'local', '--out', out])).toBe(
    0,
  );
  const read = readStudied(JSON.parse(await readFile(out, 'utf8')));
  const [rung] = read.ok ? read.value : [];
  expect(rung).toMatchObject({ rung: 'demo', figures: { mean: 0.35 }, strategies: [{ strategy: 'local' }] });
  expect(rung?.strategies[0]?.points.map(([children]) => children)).toEqual([
    12, 18, 24, 30, 36, 42, 48, 54, 60,
  ]);
  expect(printed).toMatch(/Demo +local search/i);
});

test('the committed table is printed without a simulation', async () => {
  expect(await studyLearning(['--learning', '--report', '--json'])).toBe(0);
  expect(readStudied(JSON.parse(printed)).ok).toBe(true);
});

test.each([
  [['--strategy', 'random', '--out', 'x'], /--strategy random: give one of ppo/],
  [['--strategy', 'local'], /only go with --out/],
  [['--figures', '/none/such.json', '--out', 'x'], /there is no such file/],
])('%j is refused in a sentence', async (given, says) => {
  await expect(studyLearning(['--learning', ...given])).rejects.toThrow(says);
});
