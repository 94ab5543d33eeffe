import { expect, test } from 'vitest';
import { DataError, DeviceError } from '../../base/errors.ts';
import type { Evaluation, TrainingStep } from '../../search/trial.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { answerRequests, type Opened } from './answer.ts';
import { type Answer, type Request, writeLine } from './lines.ts';
import { splitLines } from './splitLines.ts';

const { settings } = PRESET_SETTINGS.demo;
const { architecture } = presetOf('nasnet-a');
const environment = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' };
const child = (id: string): Request => ({ type: 'evaluate', id, settings, architecture, trial: 1 });
const done: Evaluation = { accuracy: 0.5, seconds: 1, epochs: [] };

/** Answers that were sent, and how often what was opened was freed. */
async function answersTo(
  requests: AsyncIterable<string>,
  steps: () => AsyncGenerator<TrainingStep, Evaluation, void>,
  heard: (answer: Answer) => void = () => {},
) {
  const answers: Answer[] = [];
  let opened = 0;
  let disposed = 0;
  const bench: Opened = {
    evaluator: {
      cost: () => ({ trainable: 1, multiplyAdds: 1, steps: 1 }),
      evaluate: steps,
    },
    entry: () => Promise.reject(new Error('No entry is asked for.')),
    dispose: () => void disposed++,
  };
  const open = async () => {
    opened++;
    return bench;
  };
  const send = (answer: Answer): void => {
    answers.push(answer);
    heard(answer);
  };
  const ended = await answerRequests({ requests, environment, open, send }).then(
    () => null,
    (thrown) => thrown,
  );
  return { answers, opened, disposed, ended };
}

async function* lines(...all: (Request | string)[]): AsyncGenerator<string> {
  for (const one of all) yield typeof one === 'string' ? one : writeLine(one);
  // A search that is still there.
  await new Promise((resolve) => setTimeout(resolve, 50));
}

test('requests are answered in their order, and nonsense between them by an error', async () => {
  const train = async function* (): AsyncGenerator<TrainingStep, Evaluation, void> {
    yield { type: 'compiling', kernels: 1 };
    return done;
  };
  const { answers, opened, disposed, ended } = await answersTo(
    lines({ type: 'open', settings }, '{"type":"evaluate"}', child('a'), child('b')),
    train,
  );
  expect(answers.filter(({ type }) => type === 'error')).toMatchObject([{ kind: 'request' }]);
  const told = answers.filter(({ type }) => type !== 'error');
  expect(told.map(({ type }) => type)).toEqual(['opened', 'progress', 'result', 'progress', 'result']);
  const coreSeconds = expect.any(Number);
  expect(told[2]).toEqual({ type: 'result', id: 'a', evaluation: done, environment, coreSeconds });
  expect(told[4]).toMatchObject({ id: 'b' });
  expect([opened, disposed, ended]).toEqual([1, 1, null]);
});

test('a child ends between two batches where it is stopped, and where the input ends', async () => {
  let freed = 0;
  const forever = async function* (): AsyncGenerator<TrainingStep, Evaluation, void> {
    try {
      for (;;) yield { type: 'compiling', kernels: 1 };
    } finally {
      freed++;
    }
  };
  let say = (_: string): void => {};
  const asked: string[] = [writeLine(child('a'))];
  const requests = (async function* () {
    for (let count = 0; count < 3; count++) {
      const next = asked.shift();
      yield next ?? (await new Promise<string>((resolve) => (say = resolve)));
    }
  })();
  const { answers } = await answersTo(requests, forever, (answer) => {
    if (answer.type === 'progress' && answer.id === 'a') say(writeLine({ type: 'stop', id: 'a' }));
    if (answer.type === 'stopped') say(writeLine(child('b')));
  });
  expect(answers).toContainEqual({ type: 'stopped', id: 'a' });
  expect(answers.filter(({ type }) => type === 'stopped')).toHaveLength(1);
  expect(freed).toBe(answers.some((one) => one.type === 'progress' && one.id === 'b') ? 2 : 1);
});

test('a device that is lost ends the process that had it; a child’s own failure does not', async () => {
  const errors = [new Error('Too wide.'), new DataError('They are gone.'), new DeviceError('It fell out.')];
  const { answers, ended } = await answersTo(
    (async function* () {
      for (const id of ['a', 'b', 'c', 'd']) yield writeLine(child(id));
      await new Promise(() => {});
    })(),
    async function* () {
      const error = errors.shift();
      if (error) throw error;
      yield { type: 'compiling', kernels: 1 };
      return done;
    },
  );
  expect(answers).toEqual([
    { type: 'error', id: 'a', kind: 'child', sentence: 'Too wide.' },
    { type: 'error', id: 'b', kind: 'images', sentence: 'They are gone.' },
    { type: 'error', id: 'c', kind: 'device', sentence: 'It fell out.' },
  ]);
  expect(ended).toBeInstanceOf(DeviceError);
});

test('lines come out whole, however their bytes came in', async () => {
  const bytes = new TextEncoder().encode('one\n“two”\n\nthree');
  const chunks = (async function* () {
    for (const byte of bytes) yield Uint8Array.of(byte);
  })();
  const read: string[] = [];
  for await (const line of splitLines(chunks)) read.push(line);
  expect(read).toEqual(['one', '“two”', '', 'three']);
});
