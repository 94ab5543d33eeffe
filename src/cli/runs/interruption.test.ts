import { expect, test } from 'vitest';
import { onInterruption } from './interruption.ts';

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
