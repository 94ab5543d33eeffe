import { expect, test } from 'vitest';
import type { Axis } from '../plot/axis.ts';
import { type CurveInput, type CurveSize, layoutCurve as layOut, smoothed } from './layout.ts';

const layoutCurve = (given: CurveInput, rule: Axis, room: CurveSize) =>
  layOut(given, rule, room, { epoch: (epoch) => `epoch ${epoch}` });

const axis = { low: 1, high: 2.5, step: 0.5 };
const size = { width: 300, height: 66 };

const training = (count: number, steps = 186, epochs = 3): CurveInput => ({
  steps,
  epochs,
  window: steps / 12,
  points: Array.from({ length: count }, (_, index) => ({ step: index + 1, value: 2.4 - index / 200 })),
  rings: [],
});

test('the smooth line is a mean over what lies just behind', () => {
  const points = [0, 10, 20, 30].map((step, index) => ({ step, value: index }));
  expect(smoothed(points, 10).map(({ value }) => value)).toEqual([0, 0.5, 1.5, 2.5]);
  expect(smoothed([], 10)).toEqual([]);
});

test('a line is drawn from two points on, and ends where the training is', () => {
  expect(layoutCurve(training(0), axis, size)).toMatchObject({ raw: '', smooth: '', end: null });
  expect(layoutCurve(training(1), axis, size).raw).toBe('');
  const half = layoutCurve(training(93), axis, size);
  expect(half.raw).toMatch(/^M[\d.]+,[\d.]+L/);
  expect(half.end?.x).toBeCloseTo(26 + (300 - 27) / 2, 0);
});

test('a long training has no more points than pixels', () => {
  const { raw } = layoutCurve(training(50_000, 50_000, 20), axis, size);
  expect(raw.split('L').length).toBeLessThanOrEqual(300);
});

test('epochs are named while there is room', () => {
  const labels = (epochs: number): string[] =>
    layoutCurve(training(0, 100, epochs), axis, size).labels.map(({ text }) => text);
  expect(labels(3)).toEqual(['epoch 1', 'epoch 2', 'epoch 3']);
  expect(labels(7)).toEqual(['epoch 1', '2', '3', '4', '5', '6', '7']);
  expect(labels(10)).toEqual(['epoch 2', '4', '6', '8']);
  expect(labels(20)).toEqual(['epoch 5', '10', '15']);
  expect(labels(600)).toEqual(['epoch 100', '200', '300', '400', '500']);
  expect(labels(0)).toEqual([]);
});

test('the held-out result is named beside the end, or under it where there is no room', () => {
  const early = layoutCurve({ ...training(70), rings: [{ step: 62, value: 1.5 }] }, axis, size);
  expect(early.note!.x).toBeGreaterThan(early.end!.x);
  const late = layoutCurve({ ...training(186), rings: [{ step: 186, value: 1.5 }] }, axis, size);
  expect(late.note!.x + 90).toBeLessThanOrEqual(size.width);
});

test('the held-out result’s name lies on no ring and not on the line, whichever way the curve goes', () => {
  const rising = { low: 10, high: 50, step: 10 };
  const shapes: ((share: number) => number)[] = [
    (share) => 10 + 40 * share,
    (share) => 50 - 40 * share,
    (share) => 50 * share ** 4 + 0.1,
    (share) => 10 + 40 * Math.sqrt(share),
    () => 12,
    () => 48,
    (share) => 10 + 6 * share,
  ];
  for (const shape of shapes) {
    for (const epochs of [1, 3, 6]) {
      for (const width of [220, 300, 420]) {
        const points = Array.from({ length: 186 }, (_, index) => ({
          step: index + 1,
          value: shape(index / 185),
        }));
        const rings = Array.from({ length: epochs }, (_, index) => {
          const step = Math.round((186 / epochs) * (index + 1));
          return { step, value: shape(step / 186) };
        });
        const drawn = layoutCurve({ steps: 186, epochs, window: 0, points, rings }, rising, {
          width,
          height: 70,
        });
        const note = drawn.note!;
        expect(note.x + 90).toBeLessThanOrEqual(width);
        const covered = (spots: readonly { x: number; y: number }[], radius: number) =>
          spots.filter(
            ({ x, y }) =>
              x > note.x - 4 - radius && x < note.x + 84 + radius && Math.abs(y - note.y) < 5 + radius,
          );
        expect(covered(drawn.rings, 4)).toEqual([]);
        const line = drawn.smooth.match(/[\d.]+,[\d.]+/g)!.map((pair) => {
          const [x, y] = pair.split(',').map(Number);
          return { x: x!, y: y! };
        });
        expect(covered(line, 1)).toEqual([]);
      }
    }
  }
});

test('without a window the points are drawn as they are', () => {
  const { raw, smooth } = layoutCurve({ ...training(20, 20), window: 0 }, axis, size);
  expect(smooth).toBe(raw);
});
