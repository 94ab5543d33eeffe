import { expect, test } from 'vitest';
import { twoSidedP } from './normal.ts';
import { studentP, studentQuantile } from './student.ts';

test.each([0.01, 0.3, 1, 2.5, 12, 300])(
  'p at t = %d is that of the closed forms of 1, 2 and 4 degrees',
  (t) => {
    const [one, two, four] = [1, 2, 4].map((freedom) => studentP(t, freedom));
    expect(one).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 13);
    // 1 - t / sqrt(2 + t^2) without its cancellation.
    const root = Math.sqrt(2 + t * t);
    expect(two! / (2 / (root * (root + t)))).toBeCloseTo(1, 11);
    const sine = t / Math.sqrt(4 + t * t);
    expect(four).toBeCloseTo(1 - sine * (1 + (1 - sine * sine) / 2), 13);
    expect(studentP(-t, 4)).toBe(four);
  },
);

test('many degrees are nearly normal, and there is no likelier value than 0', () => {
  expect(studentP(1.5, 1e7)).toBeCloseTo(twoSidedP(1.5), 6);
  expect(studentP(0, 4)).toBe(1);
  expect(studentP(Number.POSITIVE_INFINITY, 4)).toBe(0);
});

// Printed tables, such as Abramowitz and Stegun 1964, 26.10.
test.each([
  [0.05, 1, 12.706],
  [0.05, 2, 4.303],
  [0.05, 4, 2.776],
  [0.01, 4, 4.604],
  [0.05, 5, 2.571],
  [0.05, 10, 2.228],
  [0.05, 30, 2.042],
])('both tails of %d, with %d degrees, begin at %d', (error, freedom, from) => {
  expect(studentQuantile(error, freedom)).toBeCloseTo(from, 3);
  expect(studentP(studentQuantile(error, freedom), freedom)).toBeCloseTo(error, 13);
});
