import { expect, test } from 'vitest';
import type { CurrentTrial } from '../../../../run/live.ts';
import type { Trial } from '../../../../search/trial.ts';
import { presetOf } from '../../../../space/presets.ts';
import { curvesOf, trainingOf } from './shownTraining.ts';

const { architecture } = presetOf('nasnet-a');
const cost = { trainable: 10, multiplyAdds: 100, steps: 60 };

const epoch = (number: number, validationAccuracy: number) => ({
  epoch: number,
  loss: 2,
  trainAccuracy: 0.2,
  validationAccuracy,
  learningRate: 0.1,
  seconds: 1,
});

const trial: Trial = {
  number: 4,
  architecture,
  status: 'trained',
  accuracy: 0.13,
  reward: 0.13,
  trainable: 10,
  multiplyAdds: 100,
  seconds: 3,
  epochs: [epoch(1, 0.11), epoch(2, 0.12), epoch(3, 0.13)],
};

/** As it was last drawn: a figure that changes four times a second misses what came just before the end. */
const child: CurrentTrial = {
  number: 4,
  architecture,
  cost,
  budget: 3,
  step: 58,
  epoch: 3,
  points: [{ step: 58, loss: 2, accuracy: 0.2 }],
  heldOut: [
    { step: 20, epoch: 1, accuracy: 0.11 },
    { step: 40, epoch: 2, accuracy: 0.12 },
  ],
  evaluating: null,
  shown: null,
};

test('the curves of a child that has just ended show its last held-out result, as the panel’s head does', () => {
  const { accuracy } = curvesOf(
    trainingOf(child, { trials: [trial], finalists: [] }, { trial: 4, kind: 'child' }),
    3,
  );
  expect(accuracy.rings.at(-1)).toEqual({ step: 60, value: 13 });
  expect(accuracy.points).toEqual([
    { step: 58, value: 20 },
    { step: 60, value: 20 },
  ]);
});

test('those of a child in training are its own', () => {
  const { accuracy } = curvesOf(
    trainingOf(child, { trials: [], finalists: [] }, { trial: 4, kind: 'child' }),
    3,
  );
  expect(accuracy.rings.map(({ value }) => value)).toEqual([11, 12]);
});

test('a finalist in training has its own curves, not those of its trial, and its trial keeps its own', () => {
  const again = { ...child, again: 1, heldOut: [], points: [{ step: 4, loss: 2, accuracy: 0.2 }] };
  const live = curvesOf(
    trainingOf(again, { trials: [trial], finalists: [] }, { trial: 4, kind: 'child' }),
    3,
  );
  expect(live.accuracy.rings).toEqual([]);
  expect(live.accuracy.points).toEqual([{ step: 4, value: 20 }]);
  expect(trainingOf(again, { trials: [trial], finalists: [] }, { trial: 4, kind: 'trial' })).toEqual({
    kind: 'done',
    trial,
  });
  const finalist = { trial: 4, training: 1, status: 'trained', accuracy: 0.1, seconds: 3 } as const;
  const done = {
    ...finalist,
    judgedOn: 'outside',
    images: 50,
    epochs: [epoch(1, 0.09), epoch(2, 0.1)],
  } as const;
  const ended = trainingOf(again, { trials: [trial], finalists: [done] }, { trial: 4, kind: 'child' });
  expect(curvesOf(ended, 3).accuracy.rings.map(({ value }) => value)).toEqual([9, 10]);
});

test('a finished child’s curves have a point for each part that was kept of its epochs', () => {
  const cut: Trial = {
    ...trial,
    epochs: [
      {
        ...epoch(1, 0.11),
        parts: [
          [2.2, 0.1],
          [1.8, 0.3],
        ],
      },
      epoch(2, 0.12),
    ],
  };
  const { loss, accuracy } = curvesOf({ kind: 'done', trial: cut }, 3);
  expect(loss.points).toEqual([
    { step: 0.5, value: 2.2 },
    { step: 1, value: 1.8 },
    { step: 2, value: 2 },
  ]);
  expect(accuracy.points.map(({ value }) => value)).toEqual([10, 30, 20]);
  expect(accuracy.rings.map(({ step }) => step)).toEqual([1, 2]);
});
