import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { describeOnGpu } from '../../../engine/testing/gpu.ts';
import { PRECISION_PAIRS, PRECISION_SETTINGS } from '../../../studies/precision/terms.ts';
import { openLog } from '../../tabulate/log.ts';
import { studyPrecision } from './command.ts';
import { type LoggedPrecision, precisionJobs } from './trainings.ts';

vi.mock('../../../studies/precision/terms.ts', async (original) => {
  const whole = await original<typeof import('../../../studies/precision/terms.ts')>();
  const tiny = { dataset: 'synthetic', filters: 2, imageSize: 8, epochs: 2, batch: 10, trainImages: 20 };
  return {
    ...whole,
    pairSettings: (...pair: Parameters<typeof whole.pairSettings>) => ({
      ...whole.pairSettings(...pair),
      ...{ ...tiny, validationImages: 10, cropPadding: 1 },
    }),
  };
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'precision-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    text += line;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await studyPrecision(['--precision', '--log', folder, ...args])).toBe(0);
  return text;
}

/** Logs the first so many trainings: 40 % of images at 32 bits, 41 % at 16 with odd seeds and 39 % with even ones. */
async function fill(count: number, change: (line: LoggedPrecision, at: number) => object = () => ({})) {
  const log = openLog<LoggedPrecision>(folder, 1);
  for (const [at, { pair, precision, key }] of (await precisionJobs()).slice(0, count).entries()) {
    const last = precision === 32 ? 0.4 : pair.seed % 2 === 1 ? 0.41 : 0.39;
    const line: LoggedPrecision = {
      ...{ ...pair, precision, key, adapter: 'A card', engine: 'compiled', engineVersion: 1 },
      ...{ accuracies: [0.2, last], seconds: 1, date: '2026-11-30' },
    };
    log({ ...line, ...change(line, at) });
  }
}

test('the trainings of a pair differ in nothing but the precision, and seeds come one after another', async () => {
  const jobs = await precisionJobs();
  expect(new Set(jobs.map(({ key }) => key)).size).toBe(40);
  for (let at = 0; at < jobs.length; at += 2) {
    const [full, half] = [jobs[at]!, jobs[at + 1]!];
    expect(half.architecture).toEqual(full.architecture);
    expect({ ...half.settings, precision: 32 }).toEqual(full.settings);
    expect([full.settings.precision, half.settings.precision]).toEqual([32, 16]);
  }
  expect(PRECISION_PAIRS.slice(0, 3)).toEqual([
    { child: 'nasnet-a', seed: 1 },
    { child: 'darts-v2', seed: 1 },
    { child: 'nasnet-a', seed: 2 },
  ]);
  expect(PRECISION_SETTINGS).toMatchObject({ trainImages: 1600, validationImages: 800, learningRate: 0.05 });
});

test('a whole log is told as a table and a sentence', async () => {
  await fill(40, ({ child, seed, precision }) =>
    child === 'darts-v2' && seed === 2 && precision === 16
      ? { accuracies: [0.2], reason: 'It diverged.' }
      : {},
  );
  const text = await run('--report');
  expect(text).toMatch(/^Validation accuracy in %, differences in points, on A card/);
  expect(text).toContain('DARTS v2, seed 2, 16 bits: not finite, and counts as a guess.');
  const read = JSON.parse(await run('--report', '--json'));
  expect(read).toMatchObject({ left: 0, notFinite: ['DARTS v2, seed 2, 16 bits'], equal: true });
  // Ten differences of a point, nine of minus one and one of minus thirty: (10 - 9 - 30) / 20.
  expect(read.means.difference).toBeCloseTo(-0.0145, 12);
  expect(text).toContain(read.sentence);
  expect(read.sentence).toMatch(/^16 bits count as equal to 32: .* is −1\.45 points, no more than/);
});

test('a part of the log has no verdict, and neither half a pair nor lines of another recipe or engine count', async () => {
  await fill(6, (_, at) => (at === 0 ? { key: 'of_other' } : at === 3 ? { engineVersion: 0 } : {}));
  const { pairs, left, equal, sentence } = JSON.parse(await run('--report', '--json'));
  expect(pairs).toMatchObject([{ child: 'nasnet-a', seed: 2, full: 0.4, half: 0.39 }]);
  expect({ left, equal }).toEqual({ left: 36, equal: null });
  expect(sentence).toBe('1 of 20 pairs are there: there is no verdict before all of them are.');
});

test('lines of two adapters are refused', async () => {
  await fill(4, (_, at) => (at === 2 ? { adapter: 'Another' } : {}));
  const refused = studyPrecision(['--precision', '--report', '--log', folder]);
  await expect(refused).rejects.toThrow(/its trainings are of A card and Another, and pairs are of one/);
});

test.each([
  [['--engine', 'wasm'], /^--engine wasm: The processor trains in 32 bits only\./],
  [['--engine', 'reference'], /^--engine reference: tfjs trains in 32 bits only\./],
  [['--engine', 'gpu'], /^--engine gpu: give compiled, wasm or reference\.$/],
  [['--part', '3/2'], /^--part 3\/2/],
  [['--minutes', '0'], /^--minutes 0/],
  [['--workers', '2'], /Unknown option '--workers'/],
])('%j is refused in a sentence', async (args, says) => {
  const refused = studyPrecision(['--precision', ...args]);
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(says);
});

if (process.env.NAS_FULL === '1')
  await describeOnGpu('on the adapter here', () => {
    test('a part trains both of its pair, and goes on where it ended', async () => {
      const piece = () => run('--part', '1/20', '--json');
      const first = JSON.parse(await piece());
      expect(first).toMatchObject({ left: 38, equal: null, pairs: [{ child: 'nasnet-a', seed: 1 }] });
      const text = readFileSync(path.join(folder, 'part-1.jsonl'), 'utf8');
      const lines = text.trim().split('\n');
      for (const line of lines) expect(JSON.parse(line).accuracies).toHaveLength(2);
      expect(lines.map((line) => JSON.parse(line).precision)).toEqual([32, 16]);
      expect(JSON.parse(await piece())).toEqual(first);
      expect(readFileSync(path.join(folder, 'part-1.jsonl'), 'utf8')).toBe(text);
    }, 300_000);
  });
