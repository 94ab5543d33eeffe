import { expect, test } from 'vitest';
import { layoutSpark } from './spark.ts';

const axis = { low: 0, high: 50, step: 10 };
const size = { width: 181, height: 65 };
const input = {
  steps: 180,
  epochs: 3,
  window: 0,
  points: [0, 60, 120].map((step) => ({ step, value: step / 6 })),
  rings: [{ step: 60, value: 25 }],
};

test('a curve takes all of its box, and its rings and the best so far stand on its scale', () => {
  const layout = layoutSpark(input, axis, 50, size);
  expect(layout.end).toEqual({ x: 120, y: 40 });
  expect(layout.rings).toEqual([{ x: 60, y: 34 }]);
  expect(layout.epochs).toEqual([60, 120, 180]);
  expect(layout.best).toBe(4.5);
  expect(layout.smooth).toBe('M0,64L60,52L120,40');
});

test('without a point there is an empty frame, and a best that is off the scale is not drawn', () => {
  const layout = layoutSpark({ ...input, steps: 0, points: [], rings: [] }, axis, 70, size);
  expect(layout).toMatchObject({ raw: '', smooth: '', end: null, rings: [], best: null });
  for (const epochs of [8, 40, 600])
    expect(layoutSpark({ ...input, epochs }, axis, null, size).epochs).toEqual([180]);
});
