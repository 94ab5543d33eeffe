import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { withFullDisk } from '../../../storage/files/testing/fullDisk.ts';
import { encodeClosedTable } from '../../../studies/tabulated/table.ts';
import { simulatedClosedTable } from '../../../studies/testing/closedTable.ts';
import { main } from './compare.ts';

let folder = '';
let table = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'compare-'));
  table = path.join(folder, 'table.json');
  writeFileSync(table, encodeClosedTable(simulatedClosedTable(3).table));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function printed(...args: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  expect(await main(['--table', table, ...args])).toBe(0);
  const text = log.mock.calls.map(([line]) => String(line)).join('\n');
  log.mockRestore();
  return text;
}

test('--json prints the comparison alone, in the agreed form', async () => {
  const ids = ['evolution', 'random', 'ppo-paper'];
  const text = await printed('--strategies', ids.join(), '--seeds', '3', '--trials', '30', '--json');
  const { table: told, trials, seeds, strategies, worths, ...rest } = JSON.parse(text);
  expect(rest).toEqual({});
  expect(Object.keys(worths)).toEqual(['strategy', 'seed', 'children', 'fit', 'hidden', 'effects']);
  expect([trials, seeds]).toEqual([30, [1, 2, 3]]);
  expect(told).toMatchObject({ graphs: 165, trainings: 2, engine: 'wasm', adapter: null });
  expect(told.commit).toBe('0123456789abcdef');
  expect(told.correlationBetterHalf).toBeLessThan(told.correlation);
  expect(told.noiseFloor).toBeLessThan(told.best);
  expect(strategies.map(({ id }: { id: string }) => id)).toEqual(ids);
  for (const strategy of strategies) {
    expect(Object.keys(strategy)).toEqual([
      'id',
      'best',
      'meanTop5',
      'meanTop25',
      'regret',
      'childrenToNoiseFloor',
      'reachedNoiseFloor',
      'againstRandom',
    ]);
    for (const figure of [strategy.best, strategy.meanTop5, strategy.meanTop25, strategy.regret]) {
      expect(Object.keys(figure)).toEqual(['mean', 'low', 'high']);
      expect(figure.low).toBeLessThanOrEqual(figure.mean);
      expect(figure.high).toBeGreaterThanOrEqual(figure.mean);
    }
    expect(strategy.childrenToNoiseFloor === null).toBe(strategy.reachedNoiseFloor < 2);
    if (strategy.id === 'random') expect(strategy.againstRandom).toBeNull();
    else expect(Object.keys(strategy.againstRandom)).toEqual(['wins', 'losses', 'p', 'pHolm', 'effect']);
  }
  // Effects are points of what the judged figures differ by.
  const [evolution, random] = strategies;
  const difference = 100 * (evolution.meanTop5.mean - random.meanTop5.mean);
  expect(evolution.againstRandom.effect.mean).toBeCloseTo(difference, 9);
});

test('without it there are tables and a sentence, the cost counted when asked', async () => {
  const args = ['--strategies', 'evolution,random', '--seeds', '4', '--trials', '40', '--reward', 'cost'];
  const text = await printed(...args);
  expect(text).toMatch(
    /^4 seeds, 40 trials each\. The table has 165 graphs, each trained twice \(wasm 1, commit 0123456789, 2026-11-29\)\./,
  );
  expect(text).toMatch(/correlate at 0\.\d\d, in the better half at -?0\.\d\d\./);
  expect(text).toMatch(/saw the validation accuracies of one training; .* test accuracies in the other/);
  expect(text).toMatch(/noise floor, .*, -?\d+\.\d\d, which \d+ graphs? reach/);
  expect(text).toMatch(/^evolution +\d+\.\d\d \(\d+\.\d\d to \d+\.\d\d\)/m);
  expect(text).toMatch(/^evolution cannot be told from random: better in \d of 4 seeds, worse in \d.*\.$/m);
  expect(text).toMatch(/^evolution( +\d){2} +p [=<] \d\.\d+ +p [=<] \d\.\d+ +-?\d+\.\d\d \(/m);
  expect(await printed(...args, '--cost-exponent', '-1')).not.toBe(text);
  expect(await printed(...args)).toBe(text);
});

test('what choices are worth is told by the linear search, beside its fit on children it had not seen', async () => {
  const args = ['--strategies', 'random,linear', '--seeds', '1', '--trials', '40'];
  const { worths } = JSON.parse(await printed(...args, '--json'));
  expect(worths).toMatchObject({ strategy: 'linear', seed: 1, children: 40, fit: { children: 30 } });
  expect(worths.fit.correlation).toBeGreaterThan(-1);
  expect(worths.hidden).toBeGreaterThan(0);
  const means = worths.effects.map(({ mean }: { mean: number }) => mean);
  expect(means).toEqual([...means].sort((a: number, b: number) => b - a));
  for (const { mean, low, high, seen, feature } of worths.effects) {
    expect([low < mean, mean < high, seen >= 5, feature.kind.length > 0]).toEqual([true, true, true, true]);
  }
  const convolution = worths.effects.find(
    ({ feature }: { feature: { kind: string; choice: string } }) =>
      feature.kind === 'operation' && feature.choice === 'conv_3x3',
  );
  const text = await printed(...args);
  expect(text).toContain(
    'What each choice is worth in points, if effects add up: the linear model, fitted to the 40 children of linear with seed 1.',
  );
  expect(text).toContain(
    `On the 30 that it foretold before they were trained, the fit is r = ${worths.fit.correlation.toFixed(2)}.`,
  );
  const worth = `${convolution.mean < 0 ? '-' : '\\+'}${Math.abs(convolution.mean).toFixed(2)}`;
  expect(text).toMatch(
    new RegExp(
      `^normal +conv_3x3 +any place +${worth} +[-+]\\d\\.\\d\\d to [-+]\\d\\.\\d\\d +${convolution.seen}$`,
      'm',
    ),
  );
  expect(text).toMatch(/^normal +state \d +block 2, second input /m);
  expect(text).toContain(`Seen fewer than five times, so hidden: ${worths.hidden}.`);
  expect(await printed('--strategies', 'random', '--seeds', '1', '--trials', '40')).toContain(
    'It foretold none of them before it was trained',
  );
  const least = await printed('--strategies', 'random', '--seeds', '1', '--trials', '1');
  expect(least).not.toContain('worth in points');
  expect(least).toMatch(/^1 seed, 1 trial each\. /);
  expect(least).toMatch(/^random .* \(\d of 1 seed\)$/m);
});

test('nobody wins without random search, and nothing is judged where there is one training alone', async () => {
  const text = await printed('--strategies', 'local', '--seeds', '2', '--trials', '20');
  expect(text).toMatch(/^local .* \(\d of 2 seeds\)$/m);
  expect(text).not.toMatch(/Against random/);
  writeFileSync(
    path.join(folder, 'once.json'),
    encodeClosedTable(simulatedClosedTable(3, { trainings: 1 }).table),
  );
  await expect(main(['--table', path.join(folder, 'once.json')])).rejects.toThrow(
    /once\.json: The table has one training of each graph; to compare strategies takes two/,
  );
});

test.each([
  [
    ['--strategies', 'ppo,darts'],
    /"darts" is none of ppo, reinforce, random, evolution, local, linear, ppo-paper, random-repeat\./,
  ],
  [['--strategies', 'random,random'], /random is there twice/],
  [['--strategies', ''], /"" is none of/],
  [['--seeds', '0'], /--seeds 0: give a whole number from 1/],
  [['--trials', 'many'], /--trials many: give a whole number/],
  [['--reward', 'latency'], /--reward latency: give accuracy or cost/],
  [['--cost-exponent', '-0.1'], /count only with --reward cost/],
  [['--reward', 'cost', '--cost-exponent', '3'], /--cost-exponent 3: give a number from -1 to 0/],
  [['--table', '/no/such/file'], /The table \/no\/such\/file cannot be read/],
  [['--sorted'], /--help lists the options/],
])('%j is refused in a sentence', async (args, sentence) => {
  await expect(main(['--table', table, ...args])).rejects.toThrow(InputError);
  await expect(main(['--table', table, ...args])).rejects.toThrow(sentence);
});

test('what is to be recorded is refused before the comparison, and printed before it is written', async () => {
  const refused = (file: string) => main(['--record', file]);
  await expect(refused(folder)).rejects.toThrow(/^--record ".*" is a folder: name a file, as in /);
  await expect(refused(path.join(folder, 'none', 'a.json'))).rejects.toThrow(
    /^--record ".*": there is no folder/,
  );
  const few = ['--table', table, '--strategies', 'random', '--seeds', '1', '--trials', '5'];
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const full = withFullDisk(
    () => true,
    () => main([...few, '--record', path.join(folder, 'a.json')]),
  );
  await expect(full).rejects.toThrow(/^--record ".*a\.json": it cannot be written \(the disk is full/);
  expect(log.mock.calls.join()).toMatch(/^1 seed/);
});

test('a table that is damaged is said to be', async () => {
  const broken = path.join(folder, 'broken.json');
  writeFileSync(broken, '{"version": 2');
  await expect(main(['--table', broken])).rejects.toThrow(/is not JSON/);
  writeFileSync(broken, '{"version": 9}');
  await expect(main(['--table', broken])).rejects.toThrow(/has version 9/);
  writeFileSync(broken, JSON.stringify({ format: 'nas-playground-run', version: 3, trials: [] }));
  await expect(main(['--table', broken])).rejects.toThrow(/: This is not a table of the benchmark\.$/);
  writeFileSync(broken, '{"version": 1}');
  await expect(main(['--table', broken])).rejects.toThrow(/version 1, of the small space of 375 graphs/);
});
