import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { packBits, toBase64 } from '../../../base/bytes/bits.ts';
import { LADDER } from '../../../settings/ladder.ts';
import { canonicalKey } from '../../../space/canonical.ts';
import { decodeMeasured, MEASURED_FILE, measuredKey } from '../../../studies/recipes/measured.ts';
import { openLog } from '../../tabulate/log.ts';
import { measureRecipes } from './command.ts';
import { type LoggedChild, randomGraphs, rungKey } from './trainings.ts';

vi.mock('../../../settings/ladder.ts', async (original) => {
  const { LADDER: whole } = await original<typeof import('../../../settings/ladder.ts')>();
  const tiny = {
    ...{ dataset: 'synthetic', blocks: 1, operations: ['conv_1x1', 'avgpool_3x3'], filters: 2, imageSize: 8 },
    ...{ epochs: 1, batch: 10, trainImages: 40, validationImages: 50 },
  };
  const smaller = whole.map((rung, at) => ({
    ...rung,
    settings: { ...rung.settings, ...tiny, learningRate: 0.1 + at / 100 },
  }));
  return { LADDER: smaller };
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'recipes-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ left: number; recipes: Record<string, unknown>[] }> {
  let text = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    text += line;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const places = ['--log', path.join(folder, 'log'), '--out', folder];
  expect(await measureRecipes(['--recipes', '--json', '--threads', '1', ...places, ...args])).toBe(0);
  vi.restoreAllMocks();
  return JSON.parse(text);
}

function written() {
  const read = decodeMeasured(JSON.parse(readFileSync(path.join(folder, MEASURED_FILE), 'utf8')));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

test('pieces go on where the one before ended, to the same figures as in one', async () => {
  expect((await run('--rung', 'demo', '--graphs', '2')).left).toBe(0);
  const [first] = written();
  expect(first).toMatchObject({ rung: 'demo', engine: 'wasm', validationImages: 50 });
  expect(first!.key).toBe(measuredKey(LADDER[0]!.settings));
  expect(first!.right).toHaveLength(2);
  const before = readFileSync(path.join(folder, 'log', 'part-1.jsonl'), 'utf8');
  const more = await run('--rung', 'demo,mini', '--graphs', '3');
  expect(readFileSync(path.join(folder, 'log', 'part-1.jsonl'), 'utf8').startsWith(before)).toBe(true);
  expect(more.recipes.map(({ rung, children }) => [rung, children])).toEqual([
    ['demo', 3],
    ['small', 0],
    ['mini', 3],
    ['large', 0],
  ]);
  const pieces = written();
  expect(pieces.map(({ rung }) => rung)).toEqual(['demo', 'mini', 'table']);
  expect(pieces[0]!.right.slice(0, 2)).toEqual(first!.right);
  rmSync(path.join(folder, 'log'), { recursive: true });
  // What another log measured stays while its recipe does.
  await run('--rung', 'mini', '--graphs', '3');
  expect(written()).toEqual(pieces);
}, 60_000);

test('the time ends a piece, and two parts share the work', async () => {
  const part = async (name: string) => (await run('--rung', 'demo', '--graphs', '2', '--part', name)).left;
  expect(await part('1/2')).toBe(2);
  expect(await part('2/2')).toBe(0);
  expect(written()[0]!.right).toHaveLength(2);
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  clock.mockImplementation(() => (now += 1000));
  const { left } = await run('--rung', 'small', '--graphs', '3', '--minutes', '0.1');
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(6);
}, 60_000);

test('lines of an older log are completed by training again, to the same figures; other figures are refused', async () => {
  await run('--rung', 'demo', '--graphs', '2');
  const whole = written();
  expect(whole[0]!.differ).toHaveLength(2);
  for (const [child, differ] of whole[0]!.differ!.entries()) {
    const [first, second] = whole[0]!.right[child]! as [number, number];
    expect(differ).toBeGreaterThanOrEqual(Math.abs(first - second));
  }
  const file = path.join(folder, 'log', 'part-1.jsonl');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const older = lines.map((line) => {
    const { bits, ...rest } = JSON.parse(line) as LoggedChild;
    expect(bits).toBeDefined();
    return rest;
  });
  // In another part, which is read after the one that completes it.
  const write = (name: string, all: readonly object[]) =>
    writeFileSync(path.join(folder, 'log', name), all.map((one) => `${JSON.stringify(one)}\n`).join(''));
  rmSync(file);
  write('part-2.jsonl', older);
  rmSync(path.join(folder, MEASURED_FILE));
  expect((await run('--report', '--rung', 'demo', '--graphs', '2')).left).toBe(4);
  expect((await run('--rung', 'demo', '--graphs', '2')).left).toBe(0);
  expect(written()).toEqual(whole);
  rmSync(file);
  write(
    'part-2.jsonl',
    older.map((one, index) => (index === 2 ? { ...one, right: (one.right ?? 0) + 1 } : one)),
  );
  await expect(run('--rung', 'demo', '--graphs', '2')).rejects.toThrow(
    /^demo 1 0 had \d+ images right when it was logged and has \d+ now/,
  );
  vi.restoreAllMocks();
}, 60_000);

test('damaged bits are named', async () => {
  const log = openLog<LoggedChild>(path.join(folder, 'log'), 1);
  const line = { rung: 'mini' as const, key: await rungKey(LADDER[2]!), coreSeconds: 2, date: '2026-11-29' };
  const bits = toBase64(packBits(Array.from({ length: 50 }, (_, i) => i < 10)));
  log({ ...line, row: 0, training: 0, right: 10, bits });
  log({ ...line, row: 0, training: 1, right: 11, bits });
  const report = () => run('--report', '--rung', 'mini', '--graphs', '1');
  await expect(report()).rejects.toThrow(
    'The log of mini, graph 1, training 2: its bits tell 10 images right, where it says 11.',
  );
  log({ ...line, row: 0, training: 1, right: 11, bits: 'AAAA' });
  await expect(report()).rejects.toThrow('training 2: its bits take 3 bytes, where its images take 7.');
  vi.restoreAllMocks();
});

test('the report counts failures apart, and does not read what another recipe left', async () => {
  const log = openLog<LoggedChild>(path.join(folder, 'log'), 1);
  const key = await rungKey(LADDER[2]!);
  const line = { rung: 'mini' as const, key, coreSeconds: 2, date: '2026-11-29' };
  for (let row = 0; row < 30; row++)
    for (const training of [0, 1])
      log({ ...line, row, training, right: row === 7 && training === 1 ? null : 10 + row + training });
  for (let row = 0; row < 30; row++) log({ ...line, row, training: 0, right: 50, key: 'another' });
  const { left, recipes } = await run('--report', '--rung', 'mini');
  // All that did not fail lack which images were right.
  expect(left).toBe(59);
  expect(recipes[2]).toMatchObject({ children: 30, failed: 1, coreSeconds: 2 });
  expect(recipes[2]!.figures).toMatchObject({ children: 29, correlation: expect.closeTo(1, 5) });
});

test('random graphs are different ones, and more of them begin with the fewer', async () => {
  const { LADDER: whole } = await vi.importActual<typeof import('../../../settings/ladder.ts')>(
    '../../../settings/ladder.ts',
  );
  const graphs = await randomGraphs(whole[0]!, 60);
  expect(new Set(graphs.map(canonicalKey)).size).toBe(60);
  expect(await randomGraphs(whole[0]!, 30)).toEqual(graphs.slice(0, 30));
});

test.each([
  [['--rung', 'demo,huge'], '--rung demo,huge: give one of demo, small, mini, large'],
  [['--engine', 'compiled'], '--engine compiled: give a folder with --log'],
  [['--graphs', '0'], '--graphs 0: give a whole number from 1'],
  [['--part', '2'], '--part 2: give two whole numbers'],
  [['--cells', 'nasnet-a'], "Unknown option '--cells'"],
])('%j is refused in a sentence', async (args, sentence) => {
  await expect(measureRecipes(['--recipes', ...args])).rejects.toThrow(sentence);
});
