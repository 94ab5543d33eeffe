import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { DeviceError } from '../../base/errors.ts';
import { createRandom } from '../../base/random.ts';
import { runSearch } from '../../search/loop.ts';
import type { Evaluation, Evaluator, Trial } from '../../search/trial.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { createStrategy } from '../../worker/strategies.ts';
import { root } from '../bootstrap/folders.mjs';
import { workersCrew } from '../workers/evaluator.ts';
import type { Crew } from '../workers/laboratory.ts';
import { writeLine } from '../workers/lines.ts';
import { createWorkers } from '../workers/pool.ts';
import { createQueueCrew, type QueueCrewOptions } from './crew.ts';
import { answersQueue, childId, childrenQueue, runKey, SCHEMA, STATES_QUEUE } from './names.ts';
import { type ServeOptions, serveQueue } from './serve.ts';

/** Queues of searches and workers of this very process, in a Postgres within it. */

const settings: Settings = {
  ...PRESET_SETTINGS.demo.settings,
  ...{ strategy: 'random', trials: 6, epochs: 3, wave: 3 },
};
const simulated = path.join(root, 'src', 'cli', 'workers', 'testing', 'simulated.mjs');
const processor = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' } as const;
const own = childrenQueue(processor);

/** For what is waited for, on however busy a machine. */
const SOON = { timeout: 100_000 };

let postgres: PGlite;
/** What a test does at the queue itself. */
let boss: PgBoss;
beforeAll(async () => {
  postgres = await PGlite.create();
  boss = new PgBoss({ db: fromPglite(postgres), schema: SCHEMA, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
}, 180_000);
afterAll(async () => {
  await boss.stop({ graceful: false });
  await postgres.close();
});

let folder = '';
let faults = '';
let told: string[] = [];
let closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'queue-'));
  faults = path.join(folder, 'faults');
  await mkdir(faults);
  told = [];
  closing = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await rm(folder, { recursive: true });
});

const database = () => ({ db: fromPglite(postgres), shown: 'postgres://here/' });
const tell = (sentence: string): void => void told.push(sentence);

function processes(count: number, env: Record<string, string> = {}, mixed = false) {
  return createWorkers({
    ...{ count, mixed, tell, patience: { first: 20_000, least: 10_000, times: 30 } },
    command: () => ({ file: process.execPath, args: [simulated], env: { NAS_FAULTS: faults, ...env } }),
  });
}

/** Workers at the queue; answers what ends them. */
function serving(env: Record<string, string> = {}, more: Partial<ServeOptions> & { mixed?: boolean } = {}) {
  const ending = new AbortController();
  const workers = processes(2, env, more.mixed);
  const ended = serveQueue({ database: database(), workers, signal: ending.signal, tell, ...more });
  ended.catch(() => undefined);
  const close = async () => {
    ending.abort();
    await ended.catch(() => undefined);
    await workers.close();
  };
  closing.push(close);
  return { ended, close };
}

async function crew(run: string, mixed = false, more: Partial<QueueCrewOptions> = {}): Promise<Crew> {
  const made = await createQueueCrew({ database: database(), run: runKey(run), mixed, tell, ...more });
  closing.push(made.close);
  return made;
}

async function searched(by: Crew, of = settings): Promise<readonly Trial[]> {
  await by.open(of, 1);
  const { blocks, operations } = of;
  const cost = (pair: Trial['architecture']) => childCounts(pair, of);
  const createPolicy = () => {
    throw new Error('Nothing learns here.');
  };
  const strategy = createStrategy(of, { blocks, operations }, { cost, createPolicy });
  const evaluator = evaluatorOf(by, of);
  const trials: Trial[] = [];
  for await (const event of runSearch({ settings: of, strategy, evaluator, parallel: by.count }))
    if (event.type === 'trial-ended') trials.push(event.trial);
  return trials;
}

const evaluatorOf = (by: Crew, of = settings): Evaluator =>
  by.evaluator(of, (pair) => ({ ...childCounts(pair, of), steps: 1 }));

async function whole(training: ReturnType<Evaluator['evaluate']>): Promise<Evaluation> {
  for (;;) {
    const step = await training.next();
    if (step.done) return step.value;
  }
}

const alone = async (of = settings): Promise<readonly Trial[]> => {
  const workers = processes(1);
  try {
    return await searched(workersCrew(workers), of);
  } finally {
    await workers.close();
  }
};

const architecture = sampleArchitecture(settings, createRandom(1));
const requestOf = (run: string, trial: number) => {
  const request = { type: 'evaluate' as const, id: '-', settings, architecture, trial };
  return { ...request, id: childId(runKey(run), request) };
};

test.skipIf(process.platform === 'win32')(
  'two searches at one queue find what each finds alone, whatever becomes of the processes',
  async () => {
    const other = { ...settings, seed: 2, halving: true, trials: 9 };
    const expected = [await alone(), await alone(other)];
    for (const [index, fault] of ['killed', 'nonsense', 'late', 'twice', 'exit'].entries())
      await writeFile(path.join(faults, `${index}-${fault}`), '');
    serving();
    serving();
    const both = [searched(await crew('one')), searched(await crew('two'), other)];
    expect(await Promise.all(both)).toEqual(expected);
    expect(readdirSync(faults)).toEqual([]);
  },
  60_000,
);

test('what does not answer what was asked is passed over, and what is no answer is asked again', async () => {
  const by = await crew('three');
  const { close } = serving();
  await by.open(settings, 1);
  await close();
  const { id } = requestOf('three', 1);
  const { id: later } = requestOf('three', 2);
  const evaluation = { accuracy: 0.99, seconds: 1, epochs: [] };
  const wrong = writeLine({ type: 'result', id: later, evaluation, environment: processor });
  const said = { job: id, worker: 'one', before: 0, isLast: false };
  const answers = answersQueue(runKey('three'));
  const training = evaluatorOf(by).evaluate(architecture, 1);
  const first = training.next();
  for (const nonsense of [
    {},
    { ...said, lines: 7 },
    { ...said, job: later, lines: [wrong] },
    { ...said, lines: [wrong] },
  ])
    await boss.send(answers, nonsense);
  const isHeard = async () => (await boss.findJobs(answers)).every(({ state }) => state === 'completed');
  await expect.poll(isHeard, SOON).toBe(true);
  serving();
  await first;
  const ended = await whole(training);
  expect(ended.accuracy).not.toBe(0.99);
  expect(ended.epochs).toHaveLength(3);
  expect(told.filter((one) => /no answer|refused/.test(one))).toEqual([]);
});

test('a result of another engine, or one that is none, is another worker’s to do again', async () => {
  const by = await crew('four');
  const { close } = serving();
  await by.open(settings, 1);
  await close();
  const { id } = requestOf('four', 1);
  const answers = answersQueue(runKey('four'));
  const training = whole(evaluatorOf(by).evaluate(architecture, 1));
  const evaluation = { accuracy: 0.99, seconds: 1, epochs: [] };
  const said = { job: id, worker: 'A\u001bstranger', before: 0, isLast: true };
  const other = { ...processor, version: 9 };
  await boss.send(answers, {
    ...said,
    lines: [writeLine({ type: 'result', id, evaluation, environment: other })],
  });
  await expect
    .poll(() => told, SOON)
    .toContainEqual(
      expect.stringMatching(/^Child 1: A stranger was refused: it trains with processor \(wasm engine 9\)/),
    );
  await boss.send(answers, { ...said, lines: ['{"type":"result"'] });
  await expect
    .poll(() => told, SOON)
    .toContainEqual(
      expect.stringMatching(
        /^Child 1: A stranger answered what is no answer\. It is no JSON\. It is asked for again\.$/,
      ),
    );
  serving();
  expect((await training).accuracy).not.toBe(0.99);
});

test('a child that is left is taken over after the last epoch that was kept', async () => {
  const by = await crew('five');
  const { close } = serving();
  await by.open(settings, 1);
  const expected = await whole(evaluatorOf(by).evaluate(architecture, 1));
  await close();
  const { id } = requestOf('five', 2);
  const training = whole(evaluatorOf(by).evaluate(architecture, 2));
  let left = 0;
  await expect
    .poll(async () => {
      const [job] = await boss.fetch(own, { ignoreStartAfter: true });
      if (job === undefined) return 0;
      // As the supervisor does with one whose worker says nothing any more.
      await boss.fail(own, job.id, { message: 'silent' });
      return ++left;
    }, SOON)
    .toBe(2);
  const point = { epoch: 1, loss: 0.5, trainAccuracy: 0.5, validationAccuracy: 0.5 };
  const floats = (...values: number[]) => Float32Array.from(values);
  const state = { epochs: [point], seconds: 1, weights: floats(1, Number.NaN), velocity: floats(1) };
  await boss.upsert(STATES_QUEUE, { line: writeLine({ type: 'state', id, state }) }, { singletonKey: id });
  serving();
  const taken = await training;
  // That it went on from there is seen by an epoch which nobody trained.
  expect(taken.epochs[0]).toEqual(point);
  expect(taken.epochs).toHaveLength(3);
  expect(expected.epochs[0]).not.toEqual(point);
});

test.skipIf(!process.env.NAS_FULL)(
  'a child that nobody can train ends its search, in the words of the last who tried',
  async () => {
    const by = await crew('six');
    const { close } = serving();
    await by.open(settings, 1);
    await close();
    const training = whole(evaluatorOf(by).evaluate(architecture, 1));
    training.catch(() => undefined);
    const failing = setInterval(async () => {
      const [job] = await boss.fetch(own, { ignoreStartAfter: true });
      if (job !== undefined) await boss.fail(own, job.id, new Error('No images here.'));
    }, 30);
    await expect(training).rejects.toThrow(DeviceError);
    clearInterval(failing);
    await expect(training).rejects.toThrow('Child 1: nobody could train it: No images here.');
  },
  30_000,
);

test('a search that was killed and goes on finds what was trained meanwhile', async () => {
  const run = runKey('seven');
  const { close } = serving();
  await boss.createQueue(answersQueue(run));
  // As it had asked before it was killed; of the second it had even heard.
  const requests = [requestOf('seven', 1), requestOf('seven', 2)];
  for (const request of requests) await boss.send(own, { run, line: writeLine(request) }, { id: request.id });
  for (const { id } of requests)
    await expect.poll(async () => (await boss.findJobs(own, { id }))[0]?.state, SOON).toBe('completed');
  const by = await crew('seven');
  await by.open(settings, 1);
  await close();
  // Nobody is there any more who could train them.
  for (const trial of [1, 2])
    expect((await whole(evaluatorOf(by).evaluate(architecture, trial))).epochs).toHaveLength(3);
});

test('a search that goes on finds what was told before it listened, and kept only after it looked', async () => {
  const by = await crew('twelve', false, { looksEvery: 50 });
  const { close } = serving();
  await by.open(settings, 1);
  await close();
  const request = requestOf('twelve', 1);
  const { id } = request;
  await boss.send(own, { run: runKey('twelve'), line: writeLine(request) }, { id });
  // Its worker has told the search that was killed, and is about to complete the job.
  const [job] = await boss.fetch(own);
  expect(job?.id).toBe(id);
  const training = evaluatorOf(by).evaluate(architecture, 1);
  const first = training.next();
  const evaluation = { accuracy: 0.5, seconds: 1, epochs: [] };
  const lines = [writeLine({ type: 'result', id, evaluation, environment: processor })];
  const looked = vi.spyOn(PgBoss.prototype, 'findJobs');
  await expect.poll(() => looked.mock.calls.length, SOON).toBeGreaterThan(1);
  await boss.complete(own, id, { job: id, worker: 'one', before: 0, isLast: true, lines });
  expect(await first).toMatchObject({ done: true, value: { accuracy: 0.5 } });
  looked.mockRestore();
});

test.skipIf(!process.env.NAS_FULL)(
  'workers on another device are refused in words, and welcome where both sides give --mixed',
  async () => {
    serving();
    const by = await crew('eight');
    await by.open(settings, 1);
    serving({ NAS_ADAPTER: 'Card 1' });
    await expect
      .poll(() => told, SOON)
      .toContainEqual(
        expect.stringMatching(/^A worker at the queue was refused: it trains with Card 1 .*--mixed/),
      );
    serving({ NAS_ADAPTER: 'Card 1' }, { mixed: true });
    serving({ NAS_ADAPTER: 'Card 2' }, { mixed: true });
    const mixed = await crew('nine', true);
    await mixed.open(settings, 1);
    const evaluator = evaluatorOf(mixed);
    const trained = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((trial) => whole(evaluator.evaluate(architecture, trial))),
    );
    for (const { environment } of trained) expect(environment?.adapter).toMatch(/^Card [12]$/);
  },
  30_000,
);

test('a child that a worker can train nothing of is another’s to try, and the worker stays', async () => {
  const by = await crew('eleven');
  const { ended } = serving();
  let isEnded = false;
  void ended.finally(() => {
    isEnded = true;
  });
  await by.open(settings, 1);
  await writeFile(path.join(faults, '0-images'), '');
  const trained = await whole(evaluatorOf(by).evaluate(architecture, 1));
  expect(trained.epochs).toHaveLength(3);
  expect(told).toContainEqual(
    expect.stringMatching(
      /^Child 1: worker \S+ cannot train it: There are no such images here\. It is asked for again\.$/,
    ),
  );
  for (const at of [1, 2, 3]) await writeFile(path.join(faults, `${at}-images`), '');
  await expect(whole(evaluatorOf(by).evaluate(architecture, 2))).rejects.toThrow(
    /^Child 2: worker \S+ cannot train it: There are no such images here\.$/,
  );
  expect((await whole(evaluatorOf(by).evaluate(architecture, 3))).epochs).toHaveLength(3);
  expect(isEnded).toBe(false);
});

test('a result that is too large for the database is its child’s failure, in words', async () => {
  const by = await crew('thirteen');
  const { db, shown } = database();
  // As Postgres refuses a JSON value of more than 256 MB.
  const executeSql: typeof db.executeSql = async (text, values) => {
    if (/\\?"type\\*":\\*"result/.test(JSON.stringify(values ?? [])))
      throw Object.assign(new Error('string too long to represent as jsonb string'), { code: '54000' });
    return db.executeSql(text, values);
  };
  serving({}, { database: { db: { executeSql }, shown } });
  await by.open(settings, 1);
  await expect(whole(evaluatorOf(by).evaluate(architecture, 1))).rejects.toThrow(
    /^What came of it is larger than the queue’s database takes\. .*string too long/,
  );
});

test.skipIf(!process.env.NAS_FULL)(
  'a search that is interrupted frees its workers for others',
  async () => {
    const by = await crew('fourteen');
    serving({ NAS_STEP: '500' });
    await by.open(settings, 1);
    const long = { ...settings, epochs: 600 };
    // As many as there are workers: each would take minutes.
    const trainings = [1, 2].map((trial) => evaluatorOf(by, long).evaluate(architecture, trial));
    for (const training of trainings) expect((await training.next()).done).toBe(false);
    const waiting = trainings.map(whole);
    by.interrupt?.();
    for (const one of waiting) await expect(one).rejects.toThrow(DeviceError);
    const other = await crew('fifteen');
    await other.open(settings, 1);
    expect((await whole(evaluatorOf(other).evaluate(architecture, 1))).epochs).toHaveLength(3);
  },
  60_000,
);

test('a search that goes on waits for workers like those it had', async () => {
  const card = { ...processor, adapter: 'Card 1' };
  const by = await crew('sixteen', false, { before: card });
  const { close } = serving();
  const opening = by.open(settings, 1);
  await expect
    .poll(() => told, SOON)
    .toContainEqual(
      expect.stringMatching(
        /^A worker at the queue was refused: it trains on processor .* and the run until now on Card 1 /,
      ),
    );
  await close();
  serving({ NAS_ADAPTER: 'Card 1' });
  expect((await opening).hello.environment).toEqual(card);
});

test('what is kept of a child that has ended goes with its search', async () => {
  const by = await crew('seventeen');
  serving();
  await by.open(settings, 1);
  await whole(evaluatorOf(by).evaluate(architecture, 1));
  const { id } = requestOf('seventeen', 1);
  await expect.poll(async () => (await boss.findJobs(own, { id }))[0]?.state, SOON).toBe('completed');
  // By a worker that had it before, and did not know yet that it was another's.
  await boss.upsert(STATES_QUEUE, { line: 'late' }, { singletonKey: id });
  expect(await boss.findJobs(STATES_QUEUE, { key: id })).toHaveLength(1);
  await by.close();
  expect(await boss.findJobs(STATES_QUEUE, { key: id })).toEqual([]);
  expect(await boss.findJobs(own, { id })).toEqual([]);
});

test('a worker of another version says so, and takes nothing', async () => {
  await expect(serving({ NAS_VERSION: '2' }).ended).rejects.toThrow(
    /^Worker 1 was refused: it trains with processor \(wasm engine 2\), and this program has version 1/,
  );
});

test('a search that is stopped lets go of children that nobody trains', async () => {
  const by = await crew('ten');
  const { close } = serving();
  await by.open(settings, 1);
  await close();
  const training = evaluatorOf(by).evaluate(architecture, 1);
  const waiting = training.next();
  waiting.catch(() => undefined);
  const { id } = requestOf('ten', 1);
  await expect.poll(async () => (await boss.findJobs(own, { id })).length, SOON).toBe(1);
  by.interrupt?.();
  await expect(waiting).rejects.toThrow(DeviceError);
  expect(await boss.findJobs(own, { id })).toEqual([]);
});
