import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toBase64 } from '../../../base/bytes/bits.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import { decodePredictions } from '../../../studies/tabulated/predictions.ts';
import { RECIPES } from '../../../studies/tabulated/recipes.ts';
import { CLOSED_FILE, CLOSED_PREDICTIONS_FILE } from '../../../studies/tabulated/space.ts';
import { decodeClosedTable, encodeClosedTable } from '../../../studies/tabulated/table.ts';
import { type TableFigures, tableFigures } from '../../../studies/tabulated/tableFigures.ts';
import { simulatedClosedTable } from '../../../studies/testing/closedTable.ts';
import { lockFile } from '../../runs/fileLock.ts';
import { logName } from '../../tabulate/engineOf.ts';
import { type LoggedEntry, recipeKey } from '../../tabulate/entries.ts';
import { logFile, openLog } from '../../tabulate/log.ts';
import { main } from './benchmark.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), logName('benchmark-')));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function reported(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    text += line;
  });
  expect(await main([...args, '--report', '--log', folder])).toBe(0);
  vi.restoreAllMocks();
  return text;
}

test('options that do not go together are refused', async () => {
  await expect(main([])).rejects.toThrow('Give --recipes');
  await expect(main(['--recipe', 'plain,wide'])).rejects.toThrow('Give --recipes');
  await expect(main(['--recipes', '--recipe', 'plain,best'])).rejects.toThrow(
    '--recipe plain,best: give one of',
  );
  await expect(main(['--recipes', '--part', '3/2'])).rejects.toThrow('--part 3/2');
});

test('a part is trained by one process at a time', async () => {
  const other = await lockFile('--part', logFile(folder, 1));
  await expect(main(['--recipes', '--log', folder])).rejects.toThrow('give another part with --part');
  other.release();
});

test('a log of another version of the engine is refused, for training and for reports', async () => {
  const log = openLog<LoggedEntry>(folder, 1);
  const key = await recipeKey(RECIPES.plain);
  log({ recipe: 'plain', key, row: 1, training: 0, rungs: [0.1, 0.2, 0.3], coreSeconds: 2 });
  const other = path.join(path.dirname(folder), `wasm-${ENGINE_VERSIONS.wasm + 1}-${path.basename(folder)}`);
  renameSync(folder, other);
  try {
    for (const flags of [['--recipes'], ['--recipe', 'plain'], ['--recipes', '--report']])
      await expect(main([...flags, '--log', other])).rejects.toThrow(
        `is of version ${ENGINE_VERSIONS.wasm + 1} of the processor's engine`,
      );
  } finally {
    renameSync(other, folder);
  }
});

test('the report is of the wanted graphs alone, and not of what an earlier recipe left', async () => {
  const log = openLog<LoggedEntry>(folder, 1);
  const key = await recipeKey(RECIPES.plain);
  const line = (row: number, training: number, accuracy: number) => ({
    ...{ recipe: 'plain' as const, key, row, training, rungs: [0.1, accuracy], test: 0.3, coreSeconds: 2 },
  });
  for (let row = 0; row < 2178; row++)
    for (const training of [0, 1]) log(line(row, training, 0.3 + ((row * 7) % 10) / 100 + 0.001 * training));
  for (let row = 0; row < 2178; row++) log({ ...line(row, 0, 0.9), key: 'another' });
  const figures = JSON.parse(await reported('--recipes', '--sample', '40', '--json'));
  expect(figures.left).toBe(40 * 2 * (Object.keys(RECIPES).length - 1));
  expect(figures.figures).toHaveLength(1);
  const [plain] = figures.figures;
  expect(plain).toMatchObject({ recipe: 'plain', children: 40, failed: 0, coreSeconds: 2 });
  expect(plain.agreement.correlation).toBeCloseTo(1, 9);
  expect(plain.perSecond).toBeCloseTo(0.5, 9);
  expect(await reported('--recipe', 'plain')).toMatch(/plain +2178 +2\.0 +1\.000/);
});

test('where the log holds nothing of a recipe, the whole table of it is told', async () => {
  const { table } = simulatedClosedTable(5);
  mkdirSync(path.join(folder, 'benchmark'));
  writeFileSync(path.join(folder, CLOSED_FILE), encodeClosedTable(table));
  const at = ['--out', folder];
  const { table: told, ...rest } = JSON.parse(await reported('--recipe', 'plain', '--json', ...at));
  expect(rest).toEqual({});
  const { value } = tableFigures(table) as { value: TableFigures };
  expect(told).toEqual({ recipe: 'plain', ...value });
  // Without a recipe it is that of the table.
  const text = await reported(...at);
  expect(text).toMatch(/^The table of recipe plain: 165 graphs, each trained twice, 12\.0 core-seconds/);
  expect(text).toContain(
    `two trainings correlate at ${value.all!.correlation!.toFixed(3)} (95 % interval ${value.all!.low!.toFixed(3)} to `,
  );
  expect(text).toMatch(/^all +165 +0\.\d{3} +0\.\d{3}( +\d\.\d\d %){4}$/m);
  expect(text).toMatch(/^better half +\d+ /m);
  expect(text).toMatch(/^the largest effect, the number of \S.* +\d+ %$/m);
  expect(text).toMatch(
    new RegExp(`^log multiply-adds alone +${Math.round(100 * value.costs.multiplyAdds)} %$`, 'm'),
  );
  expect(text).toMatch(new RegExp(`; ${value.atNoiseFloor} graphs? reach`));
  // Of another recipe, and of one that the log knows, the log is told.
  expect(JSON.parse(await reported('--recipe', 'wide', '--json', ...at))).toEqual({
    left: 4356,
    figures: [],
  });
  const log = openLog<LoggedEntry>(folder, 1);
  const key = await recipeKey(RECIPES.plain);
  log({ recipe: 'plain', key, row: 1, training: 0, rungs: [0.1, 0.2, 0.3], coreSeconds: 2 });
  expect(JSON.parse(await reported('--recipe', 'plain', '--json', ...at)).left).toBe(4355);
});

test('without a table a report needs a recipe', async () => {
  await expect(main(['--report', '--out', folder])).rejects.toThrow('Give --recipes');
});

test('a log that is whole becomes the table, stamped', async () => {
  const log = openLog<LoggedEntry>(folder, 1);
  const key = await recipeKey(RECIPES.plain);
  const right = toBase64(new Uint8Array(625).fill(0b10010010));
  for (let row = 0; row < 2178; row++)
    for (const training of [0, 1])
      log({
        ...{ recipe: 'plain', key, row, training, rungs: [0.1, 0.2, 0.375], test: 0.3, coreSeconds: 2 },
        ...{ right, classes: [0, 9, 2, 3, 4, row % 10] },
      });
  vi.spyOn(console, 'log').mockImplementation(() => {});
  expect(await main(['--recipe', 'plain', '--log', folder, '--out', folder])).toBe(0);
  const table = decodeClosedTable(JSON.parse(readFileSync(path.join(folder, CLOSED_FILE), 'utf8')));
  if (!table.ok) throw new Error(table.error);
  const { stamp, predictions, rows } = table.value;
  expect(stamp).toMatchObject({ engine: 'wasm', engineVersion: ENGINE_VERSIONS.wasm });
  expect(stamp.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(rows[2177]!.trainings[1]).toEqual({ rungs: [500, 1000, 1875], test: 3000 });
  const bytes = readFileSync(path.join(folder, CLOSED_PREDICTIONS_FILE));
  expect(bytes).toHaveLength(predictions.bytes);
  const { classes } = decodePredictions(bytes, { ...predictions, rows: 2178 });
  expect(classes[2177]).toEqual([0, 9, 2, 3, 4, 7]);
  expect(predictions.images).toBe(5000);
});

test('a training that failed is counted, and a lonely one says nothing', async () => {
  const log = openLog<LoggedEntry>(folder, 1);
  const job = { recipe: 'wide' as const, key: await recipeKey(RECIPES.wide), coreSeconds: 1 };
  log({ ...job, row: 5, training: 0, reason: 'diverged' });
  log({ ...job, row: 5, training: 1, rungs: [0.3], test: 0.3 });
  log({ ...job, row: 6, training: 0, rungs: [0.3], test: 0.3 });
  expect(await reported('--recipe', 'wide')).toMatch(/wide +0 \(1 failed\)/);
});
