import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { RESULT_RECIPES } from '../../../studies/results/terms.ts';
import { openLog } from '../../tabulate/log.ts';
import { studyResults } from './command.ts';
import { type LoggedResult, recordedContenders, resultJobs } from './trainings.ts';

vi.mock('../../../studies/results/terms.ts', async (original) => {
  const whole = await original<typeof import('../../../studies/results/terms.ts')>();
  const tiny = {
    ...{ dataset: 'synthetic', filters: 4, imageSize: 8, cropPadding: 1 },
    ...{ epochs: 1, batch: 20, trainImages: 20, validationImages: 10 },
  };
  const { RESULT_RECIPES: recipes } = whole;
  return {
    ...whole,
    RESULT_RECIPES: recipes.map(({ id, settings }) => ({ id, settings: { ...settings, ...tiny } })),
  };
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'results-'));
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
  expect(await studyResults(['--results', '--log', folder, ...args])).toBe(0);
  return text;
}

const file = (): string => path.join(folder, 'part-1.jsonl');
const last = (): LoggedResult => JSON.parse(readFileSync(file(), 'utf8').trim().split('\n').at(-1)!);

/** Fills another part's log: PPO's child has 60 of 100 images right, all others about half as many. */
async function fill(failing: number | null, from = 0): Promise<void> {
  const recipe = RESULT_RECIPES[0]!;
  const jobs = await resultJobs(recipe, await recordedContenders(recipe));
  const log = openLog<LoggedResult>(folder, 2);
  for (const [index, { contender, seed, key }] of jobs.entries()) {
    if (index < from) continue;
    const right = contender.id === 'searched' ? 60 : 30 + (index % 3);
    const line = { contender: contender.id, seed, key, images: 100, coreSeconds: 1, date: '2026-11-30' };
    if (index === failing) log({ ...line, right: null, reason: 'It diverged.', images: 0 });
    else log({ ...line, right });
  }
}

test('a piece trains what is missing, to the same figures, and tells of none before all are there', async () => {
  const piece = () => run('--threads', '1', '--json', '--minutes', '0.1');
  // So that a piece is one training.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 3_600_000));
  const first = JSON.parse(await piece());
  expect(first).toMatchObject({ recipe: 'twice', left: 24, failed: 0, sentences: null });
  expect(JSON.stringify(first)).not.toContain('accuracies');
  const one = last();
  expect(one).toMatchObject({ contender: 'searched', seed: 101 });
  expect(one.right).toBeLessThanOrEqual(one.images);
  // As a process that was killed while it wrote leaves it.
  writeFileSync(file(), JSON.stringify(one).slice(0, 40));
  await fill(null, 1);
  const whole = JSON.parse(await piece());
  expect(last()).toMatchObject({ contender: 'searched', seed: 101, right: one.right, key: one.key });
  expect(whole).toMatchObject({ left: 0, sentences: [expect.any(String), expect.any(String)] });
  expect(whole.contenders[0].accuracies[0]).toBe((one.right as number) / one.images);
}, 60_000);

test('a whole log is told as a table and two sentences; lines of another recipe are not read', async () => {
  await fill(7);
  const other = { contender: 'searched', seed: 101, key: 'of_other', right: 0, images: 100 } as const;
  openLog<LoggedResult>(folder, 3)({ ...other, coreSeconds: 1, date: '2026-11-30' });
  const text = await run('--report');
  expect(text).toMatch(/^\| network \| F \|/);
  expect(text).toContain('Searching paid: ');
  const { failed, left, contenders } = JSON.parse(await run('--report', '--json'));
  expect({ failed, left }).toEqual({ failed: 1, left: 0 });
  const nasnet = contenders.find(({ id }: { id: string }) => id === 'nasnet-a');
  // One that failed guesses among ten classes.
  expect(nasnet.accuracies[1]).toBe(0.1);
  expect(contenders[0]).toMatchObject({ id: 'searched', mean: 0.6, against: null });
});

test.each([
  [['--recipe', 'mini'], /^--recipe mini: give one of twice, large, whole\.$/],
  [['--engine', 'compiled'], /^--engine compiled: give a folder with --log/],
  [['--part', '3/2'], /^--part 3\/2/],
])('%j is refused in a sentence', async (args, says) => {
  const refused = studyResults(['--results', ...args]);
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(says);
});
