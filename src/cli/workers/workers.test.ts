import { readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeviceError, InputError } from '../../base/errors.ts';
import { createRandom } from '../../base/random.ts';
import { runSearch } from '../../search/loop.ts';
import type { Evaluation, Evaluator, Trial } from '../../search/trial.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { problemOf } from '../../worker/session/problems.ts';
import { createStrategy } from '../../worker/strategies.ts';
import { root } from '../bootstrap/folders.mjs';
import { workersEvaluator } from './evaluator.ts';
import { createWorkers, type Workers, type WorkersOptions } from './pool.ts';

const settings: Settings = {
  ...PRESET_SETTINGS.demo.settings,
  strategy: 'random',
  trials: 4,
  epochs: 3,
};
const simulated = path.join(root, 'src', 'cli', 'workers', 'testing', 'simulated.mjs');

let folder = '';
let faults = '';
let told: string[] = [];
let open: Workers[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faults-'));
  faults = path.join(folder, 'faults');
  await mkdir(faults);
  told = [];
  open = [];
});
afterEach(async () => {
  for (const workers of open) await workers.close();
  await rm(folder, { recursive: true });
});

function started(
  count: number,
  env: (worker: number) => Record<string, string> = () => ({}),
  more: Partial<WorkersOptions> = {},
): Workers {
  const workers = createWorkers({
    count,
    command: (worker) => ({
      file: process.execPath,
      args: [simulated],
      env: { NAS_FAULTS: faults, ...env(worker) },
    }),
    mixed: false,
    patience: { first: 20_000, least: 1000, times: 3 },
    tell: (sentence) => void told.push(sentence),
    ...more,
  });
  open.push(workers);
  return workers;
}

const evaluatorOf = (workers: Workers, own = settings): Evaluator =>
  workersEvaluator(own, workers, (pair) => ({ ...childCounts(pair, own), steps: 1 }));

async function searched(workers: Workers, own = settings): Promise<readonly Trial[]> {
  const { blocks, operations } = own;
  const cost = (pair: Trial['architecture']) => childCounts(pair, own);
  const createPolicy = () => {
    throw new Error('Nothing learns here.');
  };
  const strategy = createStrategy(own, { blocks, operations }, { cost, createPolicy });
  const trials: Trial[] = [];
  for await (const event of runSearch({ settings: own, strategy, evaluator: evaluatorOf(workers, own) }))
    if (event.type === 'trial-ended') trials.push(event.trial);
  return trials;
}

async function whole(training: ReturnType<Evaluator['evaluate']>): Promise<Evaluation> {
  for (;;) {
    const step = await training.next();
    if (step.done) return step.value;
  }
}

const commit = async (...names: string[]): Promise<void> => {
  for (const [index, name] of names.entries()) await writeFile(path.join(faults, `${index}-${name}`), '');
};

const isPosix = process.platform !== 'win32';

test.skipIf(!isPosix)('whatever becomes of workers, the trials are the same', async () => {
  const expected = await searched(started(1));
  expect(expected).toHaveLength(4);
  expect(expected.every(({ status }) => status === 'trained')).toBe(true);
  expect(told).toEqual([]);
  for (const [fault, sentence] of [
    ['killed', /^Worker 1 ended by SIGKILL\. Its child goes on after epoch 1\.$/],
    ['stopped', /^Worker 1 said nothing for [\d.]+ s, and was ended\. Its child goes on after epoch 1\.$/],
    ['exit', /^Worker 1 ended with code 3\. /],
    ['nonsense', /^Worker 1 answered what is no answer\. Its line is no JSON\. /],
    ['wrong', /^Worker 1 answered what is no answer\. In its line evaluation\.accuracy is 7 /],
    ['device', /^Worker 1 lost its device: The card fell out\. /],
    ['other', /^Worker 1 answered a result of another engine /],
    ['late', null],
    ['twice', null],
  ] as const) {
    told = [];
    await commit(fault);
    // On a busy machine a worker that is well may say nothing for a second.
    const least = fault === 'stopped' ? 1000 : 10_000;
    const workers = started(2, () => ({}), { patience: { first: 20_000, least, times: 3 } });
    expect(await searched(workers), fault).toEqual(expected);
    expect(told, fault).toEqual(sentence === null ? [] : [expect.stringMatching(sentence)]);
  }
});

test('children that are started at once are trained at once, each in the next free worker', async () => {
  const at: [number, string | null][] = [];
  const watch = (worker: number, doing: string | null) => void at.push([worker, doing]);
  const workers = started(2, () => ({ NAS_STEP: '20' }), { watch });
  await workers.open(settings, 2);
  const evaluator = evaluatorOf(workers);
  const random = createRandom(1);
  const pairs = Array.from({ length: 5 }, () => sampleArchitecture(settings, random));
  const one: Evaluation[] = [];
  for (const [index, pair] of pairs.entries()) one.push(await whole(evaluator.evaluate(pair, index + 1)));
  at.length = 0;
  const trainings = pairs.map((pair, index) => evaluator.evaluate(pair, index + 1));
  expect(await Promise.all(trainings.map(whole))).toEqual(one);
  expect(new Set(at.map(([worker]) => worker))).toEqual(new Set([1, 2]));
  // Both have begun before either ends.
  expect(
    at
      .slice(
        0,
        at.findIndex(([, doing]) => doing === null),
      )
      .map(([worker]) => worker),
  ).toEqual(expect.arrayContaining([1, 2]));
});

test('a child that is stopped leaves its worker free for the next', async () => {
  const workers = started(1, () => ({ NAS_STEP: '20' }));
  const evaluator = evaluatorOf(workers);
  const pair = sampleArchitecture(settings, createRandom(1));
  const training = evaluator.evaluate(pair, 1);
  expect((await training.next()).value).toMatchObject({ type: 'batch', step: 1 });
  await training.return(undefined as never);
  expect(await whole(evaluator.evaluate(pair, 2))).toMatchObject({ epochs: { length: 3 } });
  expect(told).toEqual([]);
});

test.skipIf(!isPosix)('a child that loses three workers without coming further ends its search', async () => {
  await commit('killed', 'killed', 'killed');
  const ended = searched(started(2), { ...settings, epochs: 2 });
  // It begins anew each time from the state after its first epoch, in which every worker is lost.
  await expect(ended).rejects.toThrow(DeviceError);
  await expect(ended).rejects.toThrow(/SIGKILL\. The same child has now lost 3 workers in turn\.$/);
});

const RUNS = Number(process.env.NAS_RUNS ?? (process.env.NAS_FULL ? 20 : 1));
const KILLS = process.env.NAS_FULL ? 8 : 4;

test.skipIf(!isPosix).each(process.env.NAS_FULL ? [1, 4, 16] : [4])(
  `%d workers that are killed and stopped at random train the same children`,
  async (count) => {
    const own = { ...settings, epochs: 12 };
    const random = createRandom(count);
    const pairs = Array.from({ length: 2 * count + 4 }, () => sampleArchitecture(own, random));
    const trained = (workers: Workers): Promise<Evaluation[]> => {
      const evaluator = evaluatorOf(workers, own);
      return Promise.all(pairs.map((pair, index) => whole(evaluator.evaluate(pair, index + 1))));
    };
    const expected = await trained(started(1, () => ({ NAS_STEP: '0' })));
    for (let run = 0; run < RUNS; run++) {
      const pids = await mkdtemp(path.join(folder, 'pids-'));
      const workers = started(count, () => ({ NAS_STEP: '25', NAS_PIDS: pids }));
      let kills = 0;
      const killer = setInterval(() => {
        // Those that were seen to get on, so that no child can lose three in turn.
        const [pid] = readdirSync(pids).sort(() => random.uniform() - 0.5);
        if (pid === undefined || kills === KILLS) return;
        rmSync(path.join(pids, pid));
        try {
          process.kill(Number(pid), ++kills % 4 === 0 ? 'SIGSTOP' : 'SIGKILL');
        } catch {
          // It has ended by itself.
        }
      }, 200);
      expect(await trained(workers).finally(() => clearInterval(killer)), `run ${run}`).toEqual(expected);
      expect(kills, `run ${run}`).toBeGreaterThan(0);
      await workers.close();
    }
  },
  60_000 * (RUNS + 1),
);

test('what training a child throws is the child’s, and no worker’s', async () => {
  await commit('refuses');
  const trials = await searched(started(1));
  expect(trials[0]).toMatchObject({ status: 'failed', reason: 'This child cannot be trained.' });
  expect(trials.slice(1).every(({ status }) => status === 'trained')).toBe(true);
  expect(told).toEqual([]);
});

test('a worker that refuses the settings’ images ends its search in its words', async () => {
  await commit('images');
  const ended = await searched(started(1)).catch((thrown: unknown) => thrown);
  expect(problemOf(ended, settings)).toEqual({
    kind: 'no-images',
    dataset: settings.dataset,
    why: 'Worker 1 cannot train: There are no such images here.',
  });
  expect(ended).toBeInstanceOf(DeviceError);
});

test('a worker of another version, or on another device, is refused in words', async () => {
  const refused = async (workers: Workers): Promise<string> => {
    const opening = workers.open(settings, 2);
    await expect(opening).rejects.toThrow(InputError);
    return opening.then(String, ({ message }) => message);
  };
  expect(await refused(started(2, () => ({ NAS_VERSION: '2' })))).toMatch(
    /^Worker 1 was refused: it trains with processor \(wasm engine 2\), and this program has version 1/,
  );
  expect(await refused(started(2, () => ({ NAS_LINES: '9' })))).toMatch(
    /^Worker 1 answered what is no answer\. It speaks version 9 of the evaluator’s lines, and this program version 1\.$/,
  );
  const cards = (worker: number) => ({ NAS_ADAPTER: `Card ${worker}` });
  expect(await refused(started(2, cards))).toMatch(
    /^Worker 2 was refused: it trains on Card 2 .* and the first on Card 1 .* Give --mixed/,
  );
  const before = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'Card 7' } as const;
  expect(await refused(started(1, cards, { before }))).toMatch(
    /^Worker 1 was refused: it trains on Card 1 .* and the run until now on Card 7 .* Give --mixed/,
  );
  await expect(started(1, cards, { before, mixed: true }).open(settings, 1)).resolves.toBeDefined();
  expect(await refused(started(1, () => ({}), { command: () => ({ file: '/nowhere/to/be' }) }))).toMatch(
    /^Worker 1 could not be started: .*ENOENT/,
  );
});

test('a line of the shell that starts none is named, and the settings are not blamed', async () => {
  const workers = started(1, () => ({}), { command: () => ({ file: 'false', shell: true }) });
  const ended = await workers.open(settings, 1).catch((thrown: unknown) => thrown);
  expect(problemOf(ended, settings)).toEqual({
    kind: 'command',
    why: 'Worker 1 ended with code 1. Workers are started by --evaluator "false".',
  });
});

test('mixed workers are allowed where that is wanted, and every trial says which trained it', async () => {
  const workers = started(2, (worker) => ({ NAS_ADAPTER: `Card ${worker}` }), { mixed: true });
  await workers.open(settings, 2);
  const evaluator = evaluatorOf(workers);
  const pair = sampleArchitecture(settings, createRandom(1));
  const both = await Promise.all([1, 2].map((trial) => whole(evaluator.evaluate(pair, trial))));
  expect(new Set(both.map(({ environment }) => environment?.adapter))).toEqual(new Set(['Card 1', 'Card 2']));
});

test.skipIf(!process.env.NAS_FULL || !isPosix)(
  'a worker that has ended is done with, though what it started is stopped and holds its pipes',
  async () => {
    const environment = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' };
    const hello = JSON.stringify({ type: 'hello', lines: 1, environment });
    const stopped = `sh -c 'kill -STOP $$; sleep 600' & echo '${hello}'`;
    const workers = started(1, () => ({}), { command: () => ({ file: stopped, shell: true }) });
    workers.give(await workers.take());
    await workers.close();
  },
);

test('workers that are beginning are ended with their search', async () => {
  const workers = started(2, () => ({}), {
    command: () => ({ file: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] }),
  });
  const opening = workers.open(settings, 2);
  setTimeout(workers.abort, 50);
  await expect(opening).rejects.toThrow('Worker 1 was ended');
});
