import { expect, test } from 'vitest';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { recorded } from '../journal.ts';
import { newRun } from '../run.ts';
import { ends, proposes, state } from '../testing/events.ts';
import { type Recovery, recoveryOf } from './recovery.ts';

const fresh = newRun({
  name: 'A run',
  created: '2026-01-31T12:00:00.000Z',
  settings: TINY_SETTINGS,
});
const begun = proposes(1).reduce(recorded, fresh);
const later = recorded(begun, { type: 'child-state', trial: 1, state: state(3) });

test('before its first child nothing goes on', () => {
  expect(recoveryOf(fresh, null)).toBeNull();
});

test('it goes on after the last epoch, twice from the same place, and anew from a later one', () => {
  const first = recoveryOf(begun, null);
  expect(first).toEqual({ trial: 1, epoch: 0, count: 1 });
  const second = recoveryOf(begun, first);
  expect(second?.count).toBe(2);
  expect(recoveryOf(begun, second)).toBeNull();
  const further = recoveryOf(later, second);
  expect(further).toEqual({ trial: 1, epoch: 3, count: 1 });
  const next = [...ends(1), ...proposes(2)].reduce(recorded, later);
  expect(recoveryOf(next, { ...(further as Recovery), count: 2 })).toEqual({ trial: 2, epoch: 0, count: 1 });
});

test('a child that was left of another trial says nothing of how far this one is', () => {
  expect(recoveryOf({ ...later, child: { trial: 7, state: state(5) } }, null)).toMatchObject({ epoch: 0 });
});

test('a loss while finalists train is of that training, and each of them has its own tries', () => {
  const settings = { ...TINY_SETTINGS, trials: 1, finalists: 1 };
  const done = [...ends(1)].reduce(recorded, { ...begun, settings });
  const first = recoveryOf(done, null);
  expect(first).toEqual({ trial: 1, epoch: 0, again: 1, count: 1 });
  const second = recoveryOf(done, first);
  expect(recoveryOf(done, second)).toBeNull();
  const finalist = {
    trial: 1,
    training: 1,
    status: 'trained',
    accuracy: 0.4,
    judgedOn: 'validation',
    images: 9,
    seconds: 1,
    epochs: [],
  } as const;
  const further = recorded(done, { type: 'finalist-ended', finalist });
  expect(recoveryOf(further, second)).toEqual({ trial: 1, epoch: 0, again: 2, count: 1 });
});
