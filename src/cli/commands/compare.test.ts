import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { encodeTable } from '../../studies/benchmark/table.ts';
import { simulatedTable } from '../../studies/testing/table.ts';
import { main } from './compare.ts';

let folder = '';
let table = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'compare-'));
  table = path.join(folder, 'table.json');
  writeFileSync(table, encodeTable(simulatedTable(3, { signal: 0.03 })));
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
  const text = await printed(
    '--strategies',
    'evolution,random,ppo-paper',
    '--seeds',
    '3',
    '--trials',
    '30',
    '--json',
  );
  const { strategies, ...rest } = JSON.parse(text);
  expect(rest).toEqual({});
  expect(strategies.map(({ id }: { id: string }) => id)).toEqual(['evolution', 'random', 'ppo-paper']);
  for (const strategy of strategies) {
    expect(Object.keys(strategy)).toEqual(['id', 'best', 'meanTop5', 'meanTop25', 'againstRandom']);
    for (const figure of [strategy.best, strategy.meanTop5, strategy.meanTop25]) {
      expect(Object.keys(figure)).toEqual(['mean', 'low', 'high']);
      expect(figure.low).toBeLessThanOrEqual(figure.mean);
      expect(figure.high).toBeGreaterThanOrEqual(figure.mean);
    }
    if (strategy.id === 'random') expect(strategy.againstRandom).toBeNull();
    else expect(Object.keys(strategy.againstRandom)).toEqual(['wins', 'losses', 'p', 'pHolm', 'effect']);
  }
});

test('without it there are tables and a sentence, the cost counted when asked', async () => {
  const args = ['--strategies', 'evolution,random', '--seeds', '4', '--trials', '40', '--reward', 'cost'];
  const text = await printed(...args);
  expect(text).toMatch(/^4 seeds, 40 trials each, of 375 children trained on simulated\./);
  expect(text).toMatch(/^evolution +\d+\.\d\d \(\d+\.\d\d to \d+\.\d\d\)/m);
  expect(text).toMatch(/^evolution (beat|lost to) random in \d of 4 seeds.*\.$/m);
  expect(await printed(...args, '--cost-exponent', '-1')).not.toBe(text);
  expect(await printed(...args)).toBe(text);
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

test('a table that is damaged is said to be', async () => {
  const broken = path.join(folder, 'broken.json');
  writeFileSync(broken, '{"version": 1');
  await expect(main(['--table', broken])).rejects.toThrow(/is not JSON/);
  writeFileSync(broken, '{"version": 9}');
  await expect(main(['--table', broken])).rejects.toThrow(/has version 9/);
});
