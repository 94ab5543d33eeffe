import { expect, test } from 'vitest';
import { wayOn } from './wayOn.ts';

const why = 'It is so.';

test('each problem has the way on that helps', () => {
  expect(wayOn({ kind: 'no-images', dataset: 'cifar10', why })).toBe('use-synthetic');
  expect(wayOn({ kind: 'no-images', dataset: 'synthetic', why })).toBe('retry');
  for (const kind of ['device-lost', 'backend-gone', 'worker-ended', 'unexpected'] as const) {
    expect(wayOn({ kind, why })).toBe('retry');
  }
});

test('settings that cannot be used have to be changed: a click would only fail again', () => {
  for (const kind of ['settings', 'command'] as const) expect(wayOn({ kind, why })).toBeNull();
});
