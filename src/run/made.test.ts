import { expect, test } from 'vitest';
import { isDone, type MadeChild, type MadeTraining } from '../search/made.ts';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import { presetOf } from '../space/presets.ts';
import { isInTable, nextMade, withMade } from './made.ts';
import { newRun, type Run } from './run.ts';

const { architecture } = presetOf('darts-v2');
const run = newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings: TINY_SETTINGS });
const child = (number: number, seeds = 1): MadeChild => ({
  ...{ number, by: 'Ada', architecture, seeds, after: 0 },
  ...{ trainable: 1, multiplyAdds: 2, trainings: [] },
});
const result: MadeTraining = { status: 'trained', accuracy: 0.5, seconds: 1, epochs: [] };
const asked = (...children: MadeChild[]): Run =>
  children.reduce((now, one) => withMade(now, { type: 'made-asked', child: one }), run);

test('those that are asked for stand by their numbers, and the next one has a number of its own', () => {
  const both = asked(child(2), child(1));
  expect(both.made.map(({ number }) => number)).toEqual([1, 2]);
  expect(nextMade(both)).toBe(3);
  expect(nextMade(run)).toBe(1);
  const cancelled = withMade(both, { type: 'made-cancelled', number: 1 });
  expect(nextMade(cancelled)).toBe(3);
});

test('trainings come one after the other, with their weights, until all that was asked for has ended', () => {
  let now = asked(child(1, 3));
  const cost = { trainable: 10, multiplyAdds: 100, steps: 8 };
  now = withMade(now, { type: 'made-started', number: 1, training: 1, cost });
  expect(now.made[0]).toMatchObject({ trainable: 10, multiplyAdds: 100, trainings: [] });
  const weights = new Float32Array([1, 2]);
  for (const training of [1, 2, 3]) {
    const event = { type: 'made-ended', number: 1, training, result } as const;
    now = withMade(now, { ...event, weights });
    // Its worker was given up with this on the way, and another one was asked for what was missing.
    expect(withMade(now, event)).toBe(now);
  }
  expect(isDone(now.made[0]!)).toBe(true);
  expect(Object.keys(now.weights)).toEqual(['h1+1', 'h1+2', 'h1+3']);
  expect(withMade(now, { type: 'made-ended', number: 1, training: 4, result })).toBe(now);
  // Asked for again, it keeps what has ended.
  expect(withMade(now, { type: 'made-asked', child: child(1, 3) })).toBe(now);
  expect(withMade(now, { type: 'made-cancelled', number: 1 })).toBe(now);
});

test('cancelled, one is gone unless a training of it has ended; of one that is not there nothing is heard', () => {
  const first = { type: 'made-ended', number: 1, training: 1, result } as const;
  const one = withMade(asked(child(1, 3), child(2)), first);
  const cut = withMade(withMade(one, { type: 'made-cancelled', number: 1 }), {
    ...{ type: 'made-cancelled', number: 2 },
  });
  expect(cut.made).toMatchObject([{ number: 1, seeds: 1, trainings: [result] }]);
  expect(withMade(cut, { ...first, number: 2 })).toBe(cut);
  // Nor does another one ever get its number.
  expect(nextMade(cut)).toBe(3);
});

test('a table answers for one training of a pair of its space, and for nothing in a run that trains', () => {
  const cell = {
    blocks: [
      { inputs: [0, 1], operations: ['conv_3x3', 'identity'], combiner: 'add' },
      { inputs: [0, 2], operations: ['conv_3x3', 'sepconv_3x3'], combiner: 'add' },
    ],
  } as const;
  const pools = {
    blocks: [
      { inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'], combiner: 'add' },
      { inputs: [0, 1], operations: ['avgpool_3x3', 'avgpool_3x3'], combiner: 'add' },
    ],
  } as const;
  const tabulated = { normal: cell, reduction: pools };
  expect(isInTable({ rewards: 'table' }, { architecture: tabulated, seeds: 1 })).toBe(true);
  expect(isInTable({ rewards: 'table' }, { architecture: tabulated, seeds: 3 })).toBe(false);
  expect(isInTable({ rewards: 'table' }, { architecture, seeds: 1 })).toBe(false);
  expect(isInTable({ rewards: 'trained' }, { architecture: tabulated, seeds: 1 })).toBe(false);
});
