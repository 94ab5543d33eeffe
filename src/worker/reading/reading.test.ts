import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { wholeOf } from '../../run/change.ts';
import { encodeRun } from '../../run/file/runFile.ts';
import { newRun, type Run } from '../../run/run.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { presetOf } from '../../space/presets.ts';
import { openRunStorage } from '../../storage/indexedDb.ts';
import { type ReadingEvent, readFile, readKept } from './reading.ts';

async function told(...parts: (string | Uint8Array<ArrayBuffer>)[]): Promise<ReadingEvent[]> {
  const events: ReadingEvent[] = [];
  await readFile(new Blob(parts), new Date('2026-02-01T00:00:00.000Z'), (event) => events.push(event));
  return events;
}

const { architecture } = presetOf('darts-v2');
const settings = { ...TINY_SETTINGS, blocks: 4, operations: PAPER_OPERATION_IDS, trials: 700 };
const { trainable, multiplyAdds } = childCounts(architecture, settings);
const fresh = newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings });
const trials = Array.from({ length: 120 }, (_, index) => ({
  number: index + 1,
  architecture,
  status: 'trained' as const,
  accuracy: 0.5,
  reward: 0.5,
  trainable,
  multiplyAdds,
  seconds: 1,
  epochs: [],
}));
const run: Run = { ...fresh, trials };

const sizesOf = (events: readonly ReadingEvent[]) =>
  events.map((event) => (event.type === 'trials' ? event.trials.length : event.type));
const trialsOf = (events: readonly ReadingEvent[]) =>
  events.flatMap((event) => (event.type === 'trials' ? event.trials : []));

test('a long run comes in pieces, and what is refused in a sentence', async () => {
  const events = await told(encodeRun(run));
  expect(sizesOf(events)).toEqual([50, 50, 20, 'run']);
  expect(trialsOf(events)).toEqual(trials);
  expect(events.at(-1)).toEqual({ type: 'run', run: { ...fresh, phase: 'stopped' } });
  expect(await told('{')).toEqual([{ type: 'refused', why: expect.stringMatching(/^It is not JSON/) }]);
});

test('a file is read by its bytes: UTF-16 is text, zero bytes are named', async () => {
  const text = Uint8Array.from(Buffer.from(`\ufeff${encodeRun(run)}`, 'utf16le'));
  expect(sizesOf(await told(text))).toEqual([50, 50, 20, 'run']);
  const why = 'It holds only zero bytes (9 of them), as an interrupted write leaves them.';
  expect(await told(new Uint8Array(9))).toEqual([{ type: 'refused', why }]);
});

test('a kept run comes in pieces too, with its revision; one that is damaged or gone is told', async () => {
  const storage = await openRunStorage('reading');
  await storage.write('run-1', wholeOf('run-1', run), null);
  const read = async (id: string, from = Promise.resolve(storage)): Promise<ReadingEvent[]> => {
    const events: ReadingEvent[] = [];
    await readKept(from, id, (event) => events.push(event));
    return events;
  };
  const events = await read('run-1');
  expect(sizesOf(events)).toEqual([50, 50, 20, 'kept']);
  expect(trialsOf(events)).toEqual(trials);
  expect(events.at(-1)).toMatchObject({ run: { name: 'A run', revision: 1, trials: [] } });
  expect(await read('run-2')).toEqual([{ type: 'absent' }]);

  const database = await openDB('reading');
  await database.put('trials', { number: 3 }, ['run-1', 3]);
  database.close();
  expect(await read('run-1')).toEqual([
    {
      type: 'refused',
      why: expect.stringMatching(/^The run "A run" cannot be read\. Its field trials\[2\]/),
    },
  ]);
  const none = Promise.reject(new DOMException('no databases here', 'UnknownError'));
  expect(await read('run-1', none)).toEqual([{ type: 'failed', why: 'no databases here' }]);
});
