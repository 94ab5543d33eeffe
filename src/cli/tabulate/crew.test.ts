import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { measureRecipes } from '../bench/recipes/command.ts';
import { studyResults } from '../bench/results/command.ts';
import { root } from '../bootstrap/folders.mjs';
import { main as benchmark } from '../commands/studies/benchmark.ts';
import { logName } from './engineOf.ts';

const images = vi.hoisted(() => ({ dataset: 'synthetic', imageSize: 8, epochs: 2, batch: 20 }) as const);

vi.mock('../../studies/tabulated/recipes.ts', async (original) => {
  const whole = await original<typeof import('../../studies/tabulated/recipes.ts')>();
  const { averaged } = whole.RECIPES;
  const settings = { ...averaged.settings, ...images, trainImages: 60, validationImages: 50 };
  const tiny = { settings, rungs: [1, 2], averaged: 2, tail: 2 } as const;
  return { ...whole, RECIPES: { ...whole.RECIPES, averaged: tiny } };
});
vi.mock('../../settings/ladder.ts', async (original) => {
  const ladder = await original<typeof import('../../settings/ladder.ts')>();
  const tiny = { ...images, filters: 2, trainImages: 40, validationImages: 50, blocks: 1 };
  return {
    ...ladder,
    LADDER: ladder.LADDER.map((rung) => ({ ...rung, settings: { ...rung.settings, ...tiny } })),
  };
});
vi.mock('../../studies/results/terms.ts', async (original) => {
  const whole = await original<typeof import('../../studies/results/terms.ts')>();
  const tiny = { ...images, filters: 4, cropPadding: 1, trainImages: 20, validationImages: 10 };
  const { RESULT_RECIPES: recipes } = whole;
  return {
    ...whole,
    RESULT_SEEDS: whole.RESULT_SEEDS.slice(0, 2),
    RESULT_RECIPES: recipes.map(({ id, settings }) => ({ id, settings: { ...settings, ...tiny } })),
  };
});

let folder = '';
let told = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'crew-'));
  told = '';
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const log = (name: string): string => path.join(folder, logName(name));

/** A log's lines without what the clock says, in one order. */
function linesOf(name: string): object[] {
  const files = readdirSync(log(name)).filter((file) => file.endsWith('.jsonl'));
  const lines = files.flatMap((file) => readFileSync(path.join(log(name), file), 'utf8').split('\n'));
  return lines.sort().flatMap((line) => {
    if (!line.endsWith('}')) return [];
    const { coreSeconds, date: _, ...rest } = JSON.parse(line);
    expect(coreSeconds).toBeGreaterThan(0);
    return [rest];
  });
}

const recipes = (...more: string[]): Promise<number> =>
  measureRecipes(['--recipes', '--rung', 'demo', '--out', folder, ...more]);

test.skipIf(!process.env.NAS_FULL).each([
  [
    'benchmark',
    (...more: string[]) => benchmark(['--recipes', '--recipe', 'averaged', '--sample', '2', ...more]),
  ],
  ['recipes', (...more: string[]) => recipes('--graphs', '2', ...more)],
  ['results', (...more: string[]) => studyResults(['--results', ...more])],
] as const)(
  '%s by two workers gives the lines that it gives by itself',
  async (_, run) => {
    expect(await run('--log', log('alone'))).toBe(0);
    expect(await run('--log', log('two'), '--workers', '2')).toBe(0);
    expect(linesOf('two').length).toBeGreaterThan(3);
    expect(linesOf('two')).toEqual(linesOf('alone'));
  },
  300_000,
);

const simulated = `exec ${process.execPath} ${path.join(root, 'src', 'cli', 'workers', 'testing', 'simulated.mjs')}`;
const byWorkers = (name: string, count: number, ...more: string[]): Promise<number> =>
  recipes('--log', log(name), '--workers', String(count), '--evaluator', simulated, '--graphs', '4', ...more);

test.skipIf(process.platform === 'win32')(
  'whatever becomes of workers, and wherever it is interrupted, the lines are the same, each once',
  async () => {
    expect(await byWorkers('one', 1)).toBe(0);
    const faults = path.join(folder, 'faults');
    mkdirSync(faults);
    for (const name of ['0-killed', '1-nonsense', '2-late', '3-twice'])
      writeFileSync(path.join(faults, name), '');
    vi.stubEnv('NAS_FAULTS', faults);
    vi.mocked(process.stderr.write).mockImplementation((text) => {
      told += text;
      if (String(text).startsWith('3 of 8: ')) process.emit('SIGINT');
      return true;
    });
    expect(await byWorkers('three', 3)).toBe(130);
    expect(told).toMatch(/Warning: Worker \d ended .*\. Its child goes on after epoch 1\./);
    const some = linesOf('three').length;
    expect(some).toBeGreaterThanOrEqual(3);
    expect(some).toBeLessThan(8);
    // A line that a process was killed in.
    appendFileSync(path.join(log('three'), 'part-1.jsonl'), '{"rung":"demo","row":');
    vi.mocked(process.stderr.write).mockReturnValue(true);
    expect(await byWorkers('three', 3)).toBe(0);
    expect(linesOf('three')).toEqual(linesOf('one'));
  },
);

test('no other engine, and nobody who does not say what it took, comes into a log', async () => {
  vi.stubEnv('NAS_ENGINE', 'reference');
  await expect(byWorkers('other', 2)).rejects.toThrow(
    '--evaluator: it trains with processor (reference engine 1), and this log is of the engine wasm. Have it train with --engine wasm.',
  );
  vi.stubEnv('NAS_ENGINE', 'wasm');
  vi.stubEnv('NAS_CORE_SECONDS', '');
  const silent = byWorkers('silent', 2);
  await expect(silent).rejects.toThrow(InputError);
  await expect(silent).rejects.toThrow(/^--evaluator: its results do not say how long the processor took/);
  expect(linesOf('silent')).toEqual([]);
});

test('options of workers without workers are refused', async () => {
  await expect(recipes('--evaluator', simulated)).rejects.toThrow('--evaluator is for worker processes');
  await expect(recipes('--workers', '2', '--threads', '1', '--evaluator', simulated)).rejects.toThrow(
    /^--threads says how this program trains/,
  );
});
