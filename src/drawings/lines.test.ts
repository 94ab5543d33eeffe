import { area, curveStepAfter, line, ticks } from 'd3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaBetween, lineThrough, type Point, stepsThrough } from './lines.ts';
import { roundTrials } from './reward/ticks.ts';

const place = fc.double({ min: -2000, max: 2000, noNaN: true });
const points = fc.array(fc.record({ x: place, y: place }), { minLength: 2, maxLength: 9 });

test('lines, steps and areas are those of d3', () => {
  fc.assert(
    fc.property(points, (some) => {
      const straight = line<Point>(
        ({ x }) => x,
        ({ y }) => y,
      );
      expect(lineThrough(some)).toBe(straight(some));
      expect(stepsThrough(some)).toBe(straight.curve(curveStepAfter)(some));
      const between = area<Point>()
        .x(({ x }) => x)
        .y0(({ y }) => y + 7)
        .y1(({ y }) => y);
      const lower = some.map(({ x, y }) => ({ x, y: y + 7 }));
      expect(areaBetween(some, lower)).toBe(between(some));
    }),
  );
});

test('round numbers are those of d3', () => {
  for (let last = 2; last <= 20_000; last++) {
    const expected = ticks(1, last, 5).filter((trial) => Number.isInteger(trial) && trial > 1);
    expect(roundTrials(last)).toEqual(expected);
  }
});
