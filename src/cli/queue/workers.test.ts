import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DeviceError } from '../../base/errors.ts';
import { STATES_QUEUE } from './names.ts';
import {
  architecture,
  evaluatorOf,
  own,
  processor,
  requestOf,
  SOON,
  settings,
  TestQueue,
  whole,
} from './testing/queue.ts';

const queue = new TestQueue();

test.skipIf(!process.env.NAS_FULL)(
  'workers on another device are refused in words, and welcome where both sides give --mixed',
  async () => {
    queue.serving();
    const by = await queue.crew('eight');
    await by.open(settings, 1);
    queue.serving({ NAS_ADAPTER: 'Card 1' });
    await expect
      .poll(() => queue.told, SOON)
      .toContainEqual(
        expect.stringMatching(/^A worker at the queue was refused: it trains with Card 1 .*--mixed/),
      );
    queue.serving({ NAS_ADAPTER: 'Card 1' }, { mixed: true });
    queue.serving({ NAS_ADAPTER: 'Card 2' }, { mixed: true });
    const mixed = await queue.crew('nine', true);
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
  const by = await queue.crew('eleven');
  const { ended } = queue.serving();
  let isEnded = false;
  void ended.finally(() => {
    isEnded = true;
  });
  await by.open(settings, 1);
  await writeFile(path.join(queue.faults, '0-images'), '');
  const trained = await whole(evaluatorOf(by).evaluate(architecture, 1));
  expect(trained.epochs).toHaveLength(3);
  expect(queue.told).toContainEqual(
    expect.stringMatching(
      /^Child 1: worker \S+ cannot train it: There are no such images here\. It is asked for again\.$/,
    ),
  );
  for (const at of [1, 2, 3]) await writeFile(path.join(queue.faults, `${at}-images`), '');
  await expect(whole(evaluatorOf(by).evaluate(architecture, 2))).rejects.toThrow(
    /^Child 2: worker \S+ cannot train it: There are no such images here\.$/,
  );
  expect((await whole(evaluatorOf(by).evaluate(architecture, 3))).epochs).toHaveLength(3);
  expect(isEnded).toBe(false);
});

test('a result that is too large for the database is its child’s failure, in words', async () => {
  const by = await queue.crew('thirteen');
  const { db, shown } = queue.database();
  // As Postgres refuses a JSON value of more than 256 MB.
  const executeSql: typeof db.executeSql = async (text, values) => {
    if (/\\?"type\\*":\\*"result/.test(JSON.stringify(values ?? [])))
      throw Object.assign(new Error('string too long to represent as jsonb string'), { code: '54000' });
    return db.executeSql(text, values);
  };
  queue.serving({}, { database: { db: { executeSql }, shown } });
  await by.open(settings, 1);
  await expect(whole(evaluatorOf(by).evaluate(architecture, 1))).rejects.toThrow(
    /^What came of it is larger than the queue’s database takes\. .*string too long/,
  );
});

test.skipIf(!process.env.NAS_FULL)(
  'a search that is interrupted frees its workers for others',
  async () => {
    const by = await queue.crew('fourteen');
    queue.serving({ NAS_STEP: '500' });
    await by.open(settings, 1);
    const long = { ...settings, epochs: 600 };
    // As many as there are workers: each would take minutes.
    const trainings = [1, 2].map((trial) => evaluatorOf(by, long).evaluate(architecture, trial));
    for (const training of trainings) expect((await training.next()).done).toBe(false);
    const waiting = trainings.map(whole);
    by.interrupt?.();
    for (const one of waiting) await expect(one).rejects.toThrow(DeviceError);
    const other = await queue.crew('fifteen');
    await other.open(settings, 1);
    expect((await whole(evaluatorOf(other).evaluate(architecture, 1))).epochs).toHaveLength(3);
  },
  60_000,
);

test('a search that goes on waits for workers like those it had', async () => {
  const card = { ...processor, adapter: 'Card 1' };
  const by = await queue.crew('sixteen', false, { before: card });
  const { close } = queue.serving();
  const opening = by.open(settings, 1);
  await expect
    .poll(() => queue.told, SOON)
    .toContainEqual(
      expect.stringMatching(
        /^A worker at the queue was refused: it trains on processor .* and the run until now on Card 1 /,
      ),
    );
  await close();
  queue.serving({ NAS_ADAPTER: 'Card 1' });
  expect((await opening).hello.environment).toEqual(card);
});

test('what is kept of a child that has ended goes with its search', async () => {
  const by = await queue.crew('seventeen');
  queue.serving();
  await by.open(settings, 1);
  await whole(evaluatorOf(by).evaluate(architecture, 1));
  const { id } = requestOf('seventeen', 1);
  await expect.poll(async () => (await queue.boss.findJobs(own, { id }))[0]?.state, SOON).toBe('completed');
  // By a worker that had it before, and did not know yet that it was another's.
  await queue.boss.upsert(STATES_QUEUE, { line: 'late' }, { singletonKey: id });
  expect(await queue.boss.findJobs(STATES_QUEUE, { key: id })).toHaveLength(1);
  await by.close();
  expect(await queue.boss.findJobs(STATES_QUEUE, { key: id })).toEqual([]);
  expect(await queue.boss.findJobs(own, { id })).toEqual([]);
});

test('a worker of another version says so, and takes nothing', async () => {
  await expect(queue.serving({ NAS_VERSION: '2' }).ended).rejects.toThrow(
    /^Worker 1 was refused: it trains with processor \(wasm engine 2\), and this program has version 1/,
  );
});

test('a search that is stopped lets go of children that nobody trains', async () => {
  const by = await queue.crew('ten');
  const { close } = queue.serving();
  await by.open(settings, 1);
  await close();
  const training = evaluatorOf(by).evaluate(architecture, 1);
  const waiting = training.next();
  waiting.catch(() => undefined);
  const { id } = requestOf('ten', 1);
  await expect.poll(async () => (await queue.boss.findJobs(own, { id })).length, SOON).toBe(1);
  by.interrupt?.();
  await expect(waiting).rejects.toThrow(DeviceError);
  expect(await queue.boss.findJobs(own, { id })).toEqual([]);
});
