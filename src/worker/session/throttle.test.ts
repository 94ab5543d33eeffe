import { expect, test } from 'vitest';
import type { RunEvent } from '../../protocol/protocol.ts';
import { createThrottle } from './throttle.ts';

const batch = (step: number, loss: number): RunEvent => ({
  type: 'progress',
  trial: 1,
  progress: { type: 'batch', step, steps: 100, epoch: 1, loss, accuracy: loss / 10, imagesPerSecond: 5 },
});

test('batches closer than 100 ms are merged into their mean, and nothing else is held back', () => {
  const sent: RunEvent[] = [];
  let now = 0;
  const throttle = createThrottle(
    (event) => sent.push(event),
    () => now,
  );
  throttle(batch(1, 4)); // the first goes out at once
  now = 10;
  throttle(batch(2, 3));
  now = 20;
  throttle(batch(4, 1.5)); // stands for two steps
  expect(sent).toEqual([batch(1, 4)]);
  now = 30;
  throttle({ type: 'progress', trial: 1, progress: { type: 'evaluating', epoch: 1, done: 5, total: 10 } });
  expect(sent).toHaveLength(3);
  expect(sent[1]).toMatchObject({ progress: { type: 'batch', step: 4, loss: 2 } });
  expect((sent[1] as Extract<RunEvent, { type: 'progress' }>).progress).toHaveProperty(
    'accuracy',
    expect.closeTo(0.2, 10),
  );
});

test('slow batches pass one by one', () => {
  const sent: RunEvent[] = [];
  let now = 0;
  const throttle = createThrottle(
    (event) => sent.push(event),
    () => now,
  );
  for (let step = 1; step <= 5; step++) {
    now += 200;
    throttle(batch(step, step));
  }
  expect(sent).toHaveLength(5);
});

test('batches of different children are never merged, and each counts its own steps', () => {
  const sent: RunEvent[] = [];
  const throttle = createThrottle(
    (event) => sent.push(event),
    () => 0,
  );
  const of = (trial: number, step: number, loss: number) => ({ ...batch(step, loss), trial }) as RunEvent;
  for (const event of [of(1, 10, 4), of(2, 10, 4), of(1, 20, 3), of(2, 20, 2), of(1, 30, 1)]) throttle(event);
  throttle({ type: 'trial-ended', trial: {} as never });
  const told = sent.flatMap((event) => (event.type === 'progress' ? [[event.trial, event.progress]] : []));
  expect(told).toMatchObject([
    [1, { step: 10, loss: 4 }],
    [2, { step: 10, loss: 4 }],
    [1, { step: 30, loss: 2 }],
    [2, { step: 20, loss: 2 }],
  ]);
});

test('what is told of one child lets the batches of the others be', () => {
  const sent: RunEvent[] = [];
  const throttle = createThrottle(
    (event) => sent.push(event),
    () => 0,
  );
  const of = (trial: number, step: number) => ({ ...batch(step, 1), trial }) as RunEvent;
  for (const event of [of(1, 1), of(2, 1), of(1, 2), of(2, 2)]) throttle(event);
  const evaluating: RunEvent = {
    type: 'progress',
    trial: 2,
    progress: { type: 'evaluating', epoch: 1, done: 5, total: 10 },
  };
  throttle(evaluating);
  expect(sent.slice(2)).toEqual([of(2, 2), evaluating]);
});

test('of eight in turn there are twice as many reports as of one', () => {
  const sent: RunEvent[] = [];
  let now = 0;
  const throttle = createThrottle(
    (event) => sent.push(event),
    () => now,
  );
  for (let step = 1; step <= 2000; step++) {
    now += 1;
    throttle({ ...batch(Math.ceil(step / 8), 1), trial: 1 + (step % 8) } as RunEvent);
  }
  const told = Array.from({ length: 8 }, (_, at) =>
    sent.filter((one) => 'trial' in one && one.trial === at + 1),
  );
  expect(told.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 5));
});
