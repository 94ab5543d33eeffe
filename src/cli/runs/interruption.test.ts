import { afterEach, expect, test, vi } from 'vitest';
import { alarm, onInterruption } from './interruption.ts';

afterEach(() => void vi.useRealTimers());

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s stops once, whatever follows, and gives its code', (signal, code) => {
  const before = process.listenerCount(signal);
  let stops = 0;
  const interruption = onInterruption(() => stops++);
  expect(interruption.code).toBeNull();
  process.emit(signal);
  process.emit('SIGTERM');
  process.emit('SIGHUP');
  expect(interruption.code).toBe(code);
  expect(stops).toBe(1);
  // A second Ctrl-C finds nobody who would hold it up.
  expect(process.listenerCount('SIGINT')).toBe(signal === 'SIGINT' ? before : 0);
  interruption.end();
  expect(process.listenerCount(signal)).toBe(before);
});

test('an alarm rings once, after its minutes and not before; one that was ended never does', () => {
  vi.useFakeTimers();
  let rings = 0;
  const first = alarm(2, () => rings++);
  const second = alarm(2, () => rings++);
  vi.advanceTimersByTime(119_999);
  expect([first.rung, rings]).toEqual([false, 0]);
  second.end();
  vi.advanceTimersByTime(300_000);
  expect([first.rung, second.rung, rings]).toEqual([true, false, 1]);
});
