import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PgBoss } from 'pg-boss';
import { expect, test, vi } from 'vitest';
import { DeviceError } from '../../base/errors.ts';
import { writeLine } from '../workers/lines.ts';
import { answersQueue, runKey, STATES_QUEUE } from './names.ts';
import {
  architecture,
  evaluatorOf,
  own,
  processor,
  requestOf,
  SOON,
  searched,
  settings,
  TestQueue,
  whole,
} from './testing/queue.ts';

const queue = new TestQueue();

test.skipIf(process.platform === 'win32')(
  'two searches at one queue find what each finds alone, whatever becomes of the processes',
  async () => {
    const other = { ...settings, seed: 2, halving: true, trials: 9 };
    const expected = [await queue.alone(), await queue.alone(other)];
    for (const [index, fault] of ['killed', 'nonsense', 'late', 'twice', 'exit'].entries())
      await writeFile(path.join(queue.faults, `${index}-${fault}`), '');
    queue.serving();
    queue.serving();
    const both = [searched(await queue.crew('one')), searched(await queue.crew('two'), other)];
    expect(await Promise.all(both)).toEqual(expected);
    expect(readdirSync(queue.faults)).toEqual([]);
  },
  60_000,
);

test('what does not answer what was asked is passed over, and what is no answer is asked again', async () => {
  const by = await queue.crew('three');
  const { close } = queue.serving();
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
    await queue.boss.send(answers, nonsense);
  const isHeard = async () =>
    (await queue.boss.findJobs(answers)).every(({ state }) => state === 'completed');
  await expect.poll(isHeard, SOON).toBe(true);
  queue.serving();
  await first;
  const ended = await whole(training);
  expect(ended.accuracy).not.toBe(0.99);
  expect(ended.epochs).toHaveLength(3);
  expect(queue.told.filter((one) => /no answer|refused/.test(one))).toEqual([]);
});

test('a result of another engine, or one that is none, is another worker’s to do again', async () => {
  const by = await queue.crew('four');
  const { close } = queue.serving();
  await by.open(settings, 1);
  await close();
  const { id } = requestOf('four', 1);
  const answers = answersQueue(runKey('four'));
  const training = whole(evaluatorOf(by).evaluate(architecture, 1));
  const evaluation = { accuracy: 0.99, seconds: 1, epochs: [] };
  const said = { job: id, worker: 'A\u001bstranger', before: 0, isLast: true };
  const other = { ...processor, version: 9 };
  await queue.boss.send(answers, {
    ...said,
    lines: [writeLine({ type: 'result', id, evaluation, environment: other })],
  });
  await expect
    .poll(() => queue.told, SOON)
    .toContainEqual(
      expect.stringMatching(/^Child 1: A stranger was refused: it trains with processor \(wasm engine 9\)/),
    );
  await queue.boss.send(answers, { ...said, lines: ['{"type":"result"'] });
  await expect
    .poll(() => queue.told, SOON)
    .toContainEqual(
      expect.stringMatching(
        /^Child 1: A stranger answered what is no answer\. Its line is no JSON\. It is asked for again\.$/,
      ),
    );
  queue.serving();
  expect((await training).accuracy).not.toBe(0.99);
});

test('a child that is left is taken over after the last epoch that was kept', async () => {
  const by = await queue.crew('five');
  const { close } = queue.serving();
  await by.open(settings, 1);
  const expected = await whole(evaluatorOf(by).evaluate(architecture, 1));
  await close();
  const { id } = requestOf('five', 2);
  const training = whole(evaluatorOf(by).evaluate(architecture, 2));
  let left = 0;
  await expect
    .poll(async () => {
      const [job] = await queue.boss.fetch(own, { ignoreStartAfter: true });
      if (job === undefined) return 0;
      // As the supervisor does with one whose worker says nothing any more.
      await queue.boss.fail(own, job.id, { message: 'silent' });
      return ++left;
    }, SOON)
    .toBe(2);
  const point = { epoch: 1, loss: 0.5, trainAccuracy: 0.5, validationAccuracy: 0.5 };
  const floats = (...values: number[]) => Float32Array.from(values);
  const state = { epochs: [point], seconds: 1, weights: floats(1, Number.NaN), velocity: floats(1) };
  await queue.boss.upsert(
    STATES_QUEUE,
    { line: writeLine({ type: 'state', id, state }) },
    { singletonKey: id },
  );
  queue.serving();
  const taken = await training;
  // That it went on from there is seen by an epoch which nobody trained.
  expect(taken.epochs[0]).toEqual(point);
  expect(taken.epochs).toHaveLength(3);
  expect(expected.epochs[0]).not.toEqual(point);
});

test.skipIf(!process.env.NAS_FULL)(
  'a child that nobody can train ends its search, in the words of the last who tried',
  async () => {
    const by = await queue.crew('six');
    const { close } = queue.serving();
    await by.open(settings, 1);
    await close();
    const training = whole(evaluatorOf(by).evaluate(architecture, 1));
    training.catch(() => undefined);
    const failing = setInterval(async () => {
      const [job] = await queue.boss.fetch(own, { ignoreStartAfter: true });
      if (job !== undefined) await queue.boss.fail(own, job.id, new Error('No images here.'));
    }, 30);
    await expect(training).rejects.toThrow(DeviceError);
    clearInterval(failing);
    await expect(training).rejects.toThrow('Child 1: nobody could train it: No images here.');
  },
  30_000,
);

test('a search that was killed and goes on finds what was trained meanwhile', async () => {
  const run = runKey('seven');
  const { close } = queue.serving();
  await queue.boss.createQueue(answersQueue(run));
  // As it had asked before it was killed; of the second it had even heard.
  const requests = [requestOf('seven', 1), requestOf('seven', 2)];
  for (const request of requests)
    await queue.boss.send(own, { run, line: writeLine(request) }, { id: request.id });
  for (const { id } of requests)
    await expect.poll(async () => (await queue.boss.findJobs(own, { id }))[0]?.state, SOON).toBe('completed');
  const by = await queue.crew('seven');
  await by.open(settings, 1);
  await close();
  // Nobody is there any more who could train them.
  for (const trial of [1, 2])
    expect((await whole(evaluatorOf(by).evaluate(architecture, trial))).epochs).toHaveLength(3);
});

test('a search that goes on finds what was told before it listened, and kept only after it looked', async () => {
  const by = await queue.crew('twelve', false, { looksEvery: 50 });
  const { close } = queue.serving();
  await by.open(settings, 1);
  await close();
  const request = requestOf('twelve', 1);
  const { id } = request;
  await queue.boss.send(own, { run: runKey('twelve'), line: writeLine(request) }, { id });
  // Its worker has told the search that was killed, and is about to complete the job.
  const [job] = await queue.boss.fetch(own);
  expect(job?.id).toBe(id);
  const training = evaluatorOf(by).evaluate(architecture, 1);
  const first = training.next();
  const evaluation = { accuracy: 0.5, seconds: 1, epochs: [] };
  const lines = [writeLine({ type: 'result', id, evaluation, environment: processor })];
  const looked = vi.spyOn(PgBoss.prototype, 'findJobs');
  await expect.poll(() => looked.mock.calls.length, SOON).toBeGreaterThan(1);
  await queue.boss.complete(own, id, { job: id, worker: 'one', before: 0, isLast: true, lines });
  expect(await first).toMatchObject({ done: true, value: { accuracy: 0.5 } });
  looked.mockRestore();
});
