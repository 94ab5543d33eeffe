import { expect, test } from 'vitest';
import { layoutRungs } from './rungs.ts';

const axis = { low: 10, high: 30, step: 10 };
const size = { width: 138, height: 70 };
const at = (...values: number[]) =>
  layoutRungs(
    values.map((value, index) => ({ epoch: 2 ** index, value })),
    axis,
    size,
  );

test('rungs stand at equal distances between the axis and the right edge, low ones low', () => {
  const { rings, path, left, top, baseline } = at(10, 20, 30);
  const [first, second, third] = rings.map(({ x }) => x);
  expect(second! - first!).toBeCloseTo(third! - second!, 1);
  expect(first).toBeGreaterThan(left);
  expect(third).toBeLessThan(size.width);
  expect(rings.map(({ y }) => y)).toEqual([baseline, (top + baseline) / 2, top]);
  expect(rings.map(({ epoch }) => epoch)).toEqual([1, 2, 4]);
  expect(path.match(/[ML]/g)).toEqual(['M', 'L', 'L']);
});

test('one rung is a ring without a line, and none is nothing', () => {
  expect(at(20)).toMatchObject({ path: '', rings: [{ epoch: 1 }] });
  expect(at()).toMatchObject({ path: '', rings: [] });
});
