import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { decodeArchitecture } from '../../../codecs/share.ts';
import { decodeRun, encodeRun } from '../../../run/file/runFile.ts';
import { decodeShared } from '../../../run/file/sharedFile.ts';
import { fullRun } from '../../../run/fullRun.ts';
import { newRun } from '../../../run/run.ts';
import { anyRun } from '../../../run/testing/runs.ts';
import { childCounts } from '../../../settings/childGraph.ts';
import { fullTraining } from '../../../settings/fullTraining.ts';
import { PRESET_SETTINGS, type SettingName } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { tryLock } from '../../bootstrap/lock.mjs';
import { fitOf, flagOf, readSettings, settingFlags, settingsHelp } from '../../runs/searchOptions.ts';
import { main } from './search.ts';

let folder = '';
let printed = '';
let told = '';
let onPrint = (_: string): void => {};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'search-'));
  printed = '';
  told = '';
  onPrint = () => {};
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    onPrint(String(text));
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const tiny =
  '--engine wasm --threads 1 --preset demo --dataset synthetic --blocks 1 --operations conv_1x1,avgpool_3x3 --filters 2 ' +
  '--epochs 2 --batch 5 --train-images 10 --validation-images 10 --trials 3 --children-per-update 2 --finalists 0 --json';
const args = (...more: string[]): string[] => [...tiny.split(' '), ...more];
const at = (name: string): string => path.join(folder, name);

const results = (): unknown[] =>
  printed
    .trim()
    .split('\n')
    .map((line) => {
      const { seconds, ...rest } = JSON.parse(line);
      expect(seconds).toBeGreaterThanOrEqual(0);
      return rest;
    });

test('a search prints a trial a line and keeps its run; interrupted, it goes on to the same trials', async () => {
  expect(await main(args('--out', at('whole.json')))).toBe(0);
  const whole = results();
  expect(whole).toHaveLength(3);
  for (const one of whole as { code: string; accuracy: number; dataset: string }[]) {
    expect(decodeArchitecture(one.code).ok).toBe(true);
    expect(one.accuracy).toBeGreaterThanOrEqual(0);
    expect(one.dataset).toBe('synthetic');
  }
  expect(Object.keys(whole[0] as object)).toEqual(
    'trial code accuracy reward trainable multiplyAdds dataset'.split(' '),
  );
  expect(existsSync(at('whole.json.weights'))).toBe(false);

  printed = '';
  onPrint = () => void process.emit('SIGINT');
  expect(await main(args('--out', at('cut.json')))).toBe(130);
  onPrint = () => {};
  const cut = decodeRun(await readFile(at('cut.json'), 'utf8'));
  expect(cut).toMatchObject({ ok: true, value: { trials: [{ number: 1 }] } });
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('cut.json')])).toBe(0);
  expect(results()).toEqual(whole);
  const ended = decodeRun(await readFile(at('cut.json'), 'utf8'));
  expect(ended).toMatchObject({
    ok: true,
    value: { trials: { length: 3 }, trainedOn: { backend: 'wasm' } },
  });

  printed = '';
  told = '';
  const before = await readFile(at('cut.json'), 'utf8');
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('cut.json')])).toBe(0);
  expect(await readFile(at('cut.json'), 'utf8')).toBe(before);
  expect(told).toMatch(/All 3 trials of the run are done/);
  const elsewhere = { engine: 'compiled', version: 1, backend: 'webgpu', adapter: 'A card' };
  const file = JSON.parse(before);
  await writeFile(at('cut.json'), JSON.stringify({ ...file, environments: [elsewhere] }));

  printed = '';
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('cut.json'), '--trials', '4'])).toBe(0);
  expect(results()).toMatchObject([{ trial: 4 }]);
  expect(told).toMatch(
    /Trials up to 3 were trained on A card \(compiled engine 1\), later ones .* on processor/,
  );
  const longer = runIn(await readFile(at('cut.json'), 'utf8'));
  const adapters = longer.trials.map(({ environment }) => environment?.adapter);
  expect(adapters).toEqual(['A card', 'A card', 'A card', 'processor']);
});

test('given some minutes it ends in order and well, wherever it is by then', async () => {
  // The alarm is due once the first child has ended, however long that took.
  const minutes = 0.02;
  const due = Date.now() + 61_000 * minutes;
  onPrint = () => {
    while (Date.now() < due);
  };
  expect(await main(args('--epochs', '200', '--out', at('cut.json'), '--minutes', `${minutes}`))).toBe(0);
  onPrint = () => {};
  expect(told).toMatch(/Ending after this batch[\s\S]*Interrupted after [0-2] of 3 trials\./);
  await expect(main(args('--minutes', '0'))).rejects.toThrow(/--minutes 0: give a number from 0.01/);
});

test('the best children are trained again; interrupted there, it goes on to the same figures', async () => {
  const again = (...more: string[]) => args('--finalists', '2', ...more);
  expect(await main(again('--out', at('whole.json')))).toBe(0);
  const whole = results() as { trial?: number; finalist?: number; training?: number; judgedOn?: string }[];
  expect(whole.map(({ trial }) => trial).slice(0, 3)).toEqual([1, 2, 3]);
  expect(whole.slice(3).map(({ training }) => training)).toEqual([1, 1, 2, 2, 3]);
  expect(runIn(await readFile(at('whole.json'), 'utf8')).finalists).toHaveLength(5);

  printed = '';
  onPrint = (text) => void (text.includes('"finalist"') && process.emit('SIGINT'));
  expect(await main(again('--out', at('cut.json')))).toBe(130);
  onPrint = () => {};
  expect(told).toMatch(/Interrupted while the best children were trained again/);
  expect(runIn(await readFile(at('cut.json'), 'utf8')).finalists).toHaveLength(1);
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('cut.json')])).toBe(0);
  expect(results()).toEqual(whole);

  // With more children the best may be others.
  printed = '';
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('cut.json'), '--trials', '4'])).toBe(0);
  expect(results()).toHaveLength(6);
  expect(runIn(await readFile(at('cut.json'), 'utf8'))).toMatchObject({
    trials: { length: 4 },
    finalists: { length: 5 },
  });
});

test('with weight sharing a search goes on to the same trials too, and says what it lacks without the file', async () => {
  const shares = (...more: string[]) => args('--weight-sharing', ...more);
  expect(await main(shares('--out', at('whole.json')))).toBe(0);
  const whole = results();
  expect(whole.map((one) => (one as { inherited: number }).inherited > 0)).toEqual([false, true, true]);

  printed = '';
  onPrint = () => void process.emit('SIGINT');
  expect(await main(shares('--out', at('cut.json')))).toBe(130);
  onPrint = () => {};
  await copyFile(at('cut.json'), at('alone.json'));
  // Power failed while the next record was being written.
  await appendFile(at('cut.json.shared'), '{"format":"nas-pl');
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('cut.json')])).toBe(0);
  expect(results()).toEqual(whole);
  const shared = decodeShared(
    await readFile(at('cut.json.shared')),
    runIn(await readFile(at('cut.json'), 'utf8')).created,
    3,
  );
  const uninterrupted = decodeShared(
    await readFile(at('whole.json.shared')),
    runIn(await readFile(at('whole.json'), 'utf8')).created,
    3,
  );
  expect(shared).toMatchObject({ ok: true });
  expect(shared).toEqual(uninterrupted);

  printed = '';
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('alone.json'), '--trials', '2'])).toBe(0);
  expect(results()).toMatchObject([{ trial: 2, inherited: 0 }]);
  expect(told).toMatch(/alone\.json\.shared is missing.* next children inherit only from each other/);
});

test('with halving a search goes on to the same trials, from the children that paused', async () => {
  const halves = (...more: string[]) =>
    args('--halving', '--reduction-factor', '2', '--strategy', 'random', '--trials', '5', ...more);
  const paused = async () => (await readdir(folder)).filter((name) => name.includes('.paused-'));
  expect(await main(halves('--out', at('whole.json')))).toBe(0);
  const whole = results() as { budget: number; promotedFrom?: number }[];
  expect(whole.map(({ budget }) => budget)).toContain(1);
  expect(whole.map(({ budget }) => budget)).toContain(2);
  for (const { budget, promotedFrom } of whole) expect(promotedFrom !== undefined).toBe(budget === 2);
  const promoted = whole.flatMap(({ promotedFrom }) => promotedFrom ?? []);
  for (const number of promoted) expect(await paused()).not.toContain(`whole.json.paused-${number}`);

  await rm(at('whole.json'));
  const first = promoted[0] as number;
  for (const lost of [false, true]) {
    printed = '';
    told = '';
    const cut = at(`cut-${lost}.json`);
    // Ctrl-C while the trial before the promotion is told.
    const before = whole.findIndex(({ promotedFrom }) => promotedFrom === first);
    onPrint = () => void (printed.trim().split('\n').length === before && process.emit('SIGINT'));
    expect(await main(halves('--out', cut))).toBe(130);
    onPrint = () => {};
    expect(existsSync(`${cut}.paused-${first}`)).toBe(true);
    if (lost) await rm(`${cut}.paused-${first}`);
    expect(await main(['--engine', 'wasm', '--json', '--resume', cut])).toBe(0);
    expect(results()).toEqual(whole);
    expect(told.includes(`.paused-${first} is missing or damaged`)).toBe(lost);
    expect(existsSync(`${cut}.paused-${first}`)).toBe(false);
  }
});

test('children that were made by hand on the page stay in the file, and the search’s own are the same', async () => {
  expect(await main(args('--out', at('whole.json')))).toBe(0);
  const whole = results();
  printed = '';
  onPrint = () => void process.emit('SIGINT');
  expect(await main(args('--out', at('cut.json')))).toBe(130);
  onPrint = () => {};
  const cut = runIn(await readFile(at('cut.json'), 'utf8'));
  const { architecture } = presetOf('darts-v2');
  const { trainable, multiplyAdds } = childCounts(architecture, cut.settings);
  const child = { number: 1, by: 'Ada', architecture, seeds: 1, after: 1, trainable, multiplyAdds };
  const epochs = [1, 2].map((epoch) => ({ epoch, loss: 2, trainAccuracy: 0.1, validationAccuracy: 0.2 }));
  const training = { status: 'trained', accuracy: 0.2, seconds: 1, epochs } as const;
  const made = [
    { ...child, trainings: [training] },
    { ...child, number: 3, trainings: [] },
  ];
  await writeFile(at('cut.json'), encodeRun({ ...cut, made }));
  expect(await main(['--engine', 'wasm', '--json', '--resume', at('cut.json')])).toBe(0);
  expect(results()).toEqual(whole);
  const ended = runIn(await readFile(at('cut.json'), 'utf8'));
  expect(ended.trials).toHaveLength(3);
  expect(ended.made).toEqual(made);
});

function runIn(text: string) {
  const run = decodeRun(text);
  if (!run.ok) throw new Error(run.error);
  return run.value;
}

test.each([
  [['--preset', 'tiny'], /--preset tiny: give fitted, table, demo, mini, paper/],
  [['--learning-rate', '7'], /^--learning-rate must be a number from 0.0001 to 1, not 7/],
  [['--trials', 'many'], /^--trials must be a whole number .* not "many"/],
  [['--strategy', 'luck'], /^--strategy must be .* not "luck"/],
  [['--operations', 'conv_1x1,conv_9x9'], /conv_9x9/],
  [['--flip', '--no-flip'], /--flip and --no-flip: give one of them/],
  [['--engine', 'tpu'], /--engine tpu: give compiled, wasm or reference/],
  [['--colour', 'red'], /--colour/],
  [['--test'], /Unknown option '--test'/],
  [['--out', '/none/such/run.json'], /there is no folder/],
  [['--out', tmpdir()], /is a folder: name a file in it, like .*run\.json/],
  [['--resume', tmpdir()], /the file cannot be read \(it is a folder\)/],
  [['--resume', '/none/such.json'], /--resume \/none\/such\.json: the file cannot be read/],
  [['--resume', 'x.json', '--seed', '2'], /--seed cannot be given with --resume/],
  [['--resume', 'x.json', '--preset', 'demo'], /--preset cannot be given with --resume/],
])('%j is refused in a sentence', async (given, says) => {
  const failure = await main(given).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(failure).toBeInstanceOf(InputError);
  expect((failure as Error).message).toMatch(says);
});

test('a file is never written over, and one that is no run is refused with its field', async () => {
  await writeFile(at('there.json'), '{"format":"nas-playground-run","version":1}');
  await expect(main(args('--out', at('there.json')))).rejects.toThrow(/exists: give another name/);
  await expect(main(['--resume', at('there.json')])).rejects.toThrow(/Its field name is missing/);
});

test('of two commands with one file the second is told who has it, and the lock goes with the first', async () => {
  const refused = async (...given: string[]): Promise<string> =>
    main(given).then(
      () => 'taken',
      (thrown: unknown) => (thrown instanceof InputError ? thrown.message : String(thrown)),
    );
  const first = main(args('--out', at('run.json'), '--trials', '1'));
  await expect.poll(() => existsSync(at('run.json.lock'))).toBe(true);
  const who = new RegExp(
    `run\\.json: process ${process.pid} has been writing it since 20.* UTC\\. Wait until`,
  );
  expect(await refused(...args('--out', at('run.json')))).toMatch(who);
  await symlink(at('run.json'), at('link.json'));
  expect(await first).toBe(0);
  const holding = tryLock(at('run.json.lock'));
  expect(await refused('--resume', at('run.json'), '--trials', '2')).toMatch(who);
  expect(await refused('--resume', at('link.json'), '--trials', '2')).toMatch(
    /process .* has been writing it/,
  );
  if (holding.taken) holding.release();
  expect(await main(['--engine', 'wasm', '--resume', at('run.json'), '--out', at('copy.json')])).toBe(0);
  expect((await readdir(folder)).sort()).toEqual(['copy.json', 'link.json', 'run.json']);
});

test('a run is read from UTF-16; what is wrong with an option or its file is said', async () => {
  const run = fc.sample(anyRun, { numRuns: 20, seed: 1 }).find(({ trials }) => trials.length === 0);
  await writeFile(at('wide.json'), Buffer.from(`\uFEFF${encodeRun(run!)}`, 'utf16le'));
  await expect(main(['--resume', at('wide.json'), '--trials', 'abc'])).rejects.toThrow(
    /^--trials must be a whole number .* not "abc"/,
  );
  await writeFile(at('nul.json'), Buffer.alloc(4096));
  await expect(main(['--resume', at('nul.json')])).rejects.toThrow(
    /nul\.json: it holds only zero bytes, as after/,
  );
});

test('a run with trials and no checkpoint is not trained over', async () => {
  const run = fc.sample(anyRun, { numRuns: 20, seed: 1 }).find(({ trials }) => trials.length > 0);
  const text = encodeRun({ ...run!, checkpoint: null });
  await writeFile(at('bare.json'), text);
  await expect(main(['--resume', at('bare.json')])).rejects.toThrow(/trials and no checkpoint to go on from/);
  expect(await readFile(at('bare.json'), 'utf8')).toBe(text);
});

test('a training is no search: what is kept of it stays, and how to go on with it is said', async () => {
  const { architecture } = presetOf('nasnet-a');
  const settings = fullTraining({ architecture, base: PRESET_SETTINGS.demo.settings, recipe: 'own' });
  const about = { name: 'A training', created: '2026-01-31T12:00:00.000Z', settings };
  const text = encodeRun(await fullRun({ ...about, architecture }));
  await writeFile(at('my training.json'), text);
  await expect(main(['--resume', at('my training.json')])).rejects.toThrow(
    /is a training of one given pair, and no search\. Go on with: npm run -s train -- --resume '.*my training\.json'$/,
  );
  expect(await readFile(at('my training.json'), 'utf8')).toBe(text);
});

test('a file that was changed by hand is refused with what does not fit in it', async () => {
  const { settings } = PRESET_SETTINGS.demo;
  const run = newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings });
  const { architecture } = presetOf('darts-v2');
  const proposed = { trial: 1, architecture };
  const checkpoint = { learned: 0, strategy: { strategy: 'random' }, proposed };
  const file = JSON.parse(encodeRun({ ...run, checkpoint }));
  const resumed = async (change: object) => {
    await writeFile(at('changed.json'), JSON.stringify({ ...file, ...change }));
    return main(['--engine', 'wasm', '--resume', at('changed.json')]);
  };
  await expect(resumed({ settings: { ...settings, note: 'x' } })).rejects.toThrow(
    /changed\.json: Its field settings\.note is "x" \(it must be left out: no such setting is known\)/,
  );
  await expect(resumed({ name: 'x'.repeat(2000) })).rejects.toThrow(/name has 2000 characters/);
  await expect(resumed({})).rejects.toThrow(/proposed\.architecture\.normal\.blocks is a list of 4/);
});

test('--preset fitted probes a child, says what it chose, and is plain settings; what is given wins', async () => {
  const given = tiny.replace('--preset demo', '--preset fitted').replace('--trials 3', '--trials 2');
  expect(await main([...given.split(' '), '--out', at('fitted.json')])).toBe(0);
  expect(told).toMatch(/Fitted: .*, 2 children .*\(a child takes: Demo [\d.]+ s/);
  expect(results().map((one) => (one as { trial: number }).trial)).toEqual([1, 2]);
  const run = decodeRun(await readFile(at('fitted.json'), 'utf8'));
  expect(run.ok && run.value.settings).toMatchObject({
    ...{ strategy: 'ppo', trials: 2, filters: 2, epochs: 2, blocks: 1, dataset: 'synthetic', seed: 1 },
  });
  expect(await readFile(at('fitted.json'), 'utf8')).not.toMatch(/fitted/i);
  expect(fitOf({ preset: 'fitted', trials: '30', 'no-flip': true })).toEqual({
    fittedTo: null,
    stand: ['trials', 'flip'],
  });
  expect(fitOf({ preset: 'demo', trials: '30' })).toBeNull();
  expect(() => readSettings({ preset: 'best' })).toThrow(/--preset best: give fitted, table, demo/);
});

test('every setting of a search has an option of its own, which --help explains', async () => {
  expect(await main(['--help'])).toBe(0);
  const names = Object.keys(PRESET_SETTINGS.mini.settings) as SettingName[];
  for (const name of names.filter((one) => one !== 'test')) {
    expect(Object.keys(settingFlags)).toContain(flagOf(name));
    expect(printed).toMatch(new RegExp(`--${flagOf(name)}\\b.* \\w`));
  }
  // Test images are a training's (npm run -s train -- --test).
  expect(printed).not.toMatch(/--test\b/);
  expect(settingsHelp()).toContain('demo 12, mini 20, paper 20000');
  expect(readSettings({ preset: 'demo', 'no-flip': true, momentum: '0.5' })).toEqual({
    ...PRESET_SETTINGS.demo.settings,
    flip: false,
    momentum: 0.5,
  });
});
