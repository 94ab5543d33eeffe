import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

test('a paused loop waits and goes on after resume', async () => {
  const gate = new Gate();
  gate.pause();
  let passed = false;
  const waiting = gate.pass().then((open) => {
    passed = open;
  });
  await Promise.resolve();
  expect(passed).toBe(false);
  gate.resume();
  await waiting;
  expect(passed).toBe(true);
});

test('stop ends a paused loop and aborts what is being waited for', async () => {
  const gate = new Gate();
  gate.pause();
  const waiting = gate.pass();
  gate.stop();
  expect(await waiting).toBe(false);
  expect(gate.signal.aborted).toBe(true);
  gate.resume();
  expect(await gate.pass()).toBe(false);
});

test('a step runs until one more trial has ended, then pauses', async () => {
  const gate = new Gate();
  expect(gate.trialEnded()).toBe(false);
  gate.step();
  expect(await gate.pass()).toBe(true);
  expect(gate.trialEnded()).toBe(true);
  expect(gate.paused).toBe(true);
  gate.step();
  expect(gate.paused).toBe(false);
  gate.resume();
  expect(gate.trialEnded()).toBe(false);
});
