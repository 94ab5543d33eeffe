import { describe, expect, test } from 'vitest';
import {
  compactText,
  counted,
  day,
  duration,
  measuredTime,
  megabytes,
  percentText,
  plain,
  roughly,
  shapeText,
  signedPoints,
  whole,
} from './format.ts';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('compact numbers have three digits', () => {
  test.each([
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [999.6, '1.00 k'],
    [72_412, '72.4 k'],
    [99_949, '99.9 k'],
    [99_951, '100 k'],
    [999_499, '999 k'],
    [999_501, '1.00 M'],
    [9_484_000, '9.48 M'],
    [13_580_000, '13.6 M'],
    [564_000_000, '564 M'],
    [23_800_000_000, '23.8 B'],
    [-1500, '−1.50 k'],
  ])('%d is %s', (value, text) => expect(spaced(compactText(value))).toBe(text));
});

describe('durations', () => {
  test.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [102, '1 min 42 s'],
    [599.4, '9 min 59 s'],
    [600, '10 min'],
    [3590, '1 h'],
    [12_000, '3 h 20 min'],
    [111_600, '31 h'],
    [1_000_000, '12 days'],
    [160_000_000, '5.07 years'],
  ])('%d seconds are %s', (seconds, text) => expect(spaced(duration(seconds))).toBe(text));

  test('a measured span has tenths below a minute', () => {
    expect(spaced(measuredTime(14.62))).toBe('14.6 s');
    expect(spaced(measuredTime(59.97))).toBe('1 min');
  });
});

test('an estimate has one unit', () => {
  const texts = [0.4, 20.2, 290, 5400, 111_600, 864_000, 249e6, 900e6].map((seconds) =>
    spaced(roughly(seconds)),
  );
  expect(texts).toEqual(['1 s', '20 s', '5 min', '2 h', '31 h', '10 days', '8 years', '29 years']);
});

test('other figures', () => {
  expect(spaced(percentText(0.4491))).toBe('44.9 %');
  expect(spaced(percentText(1))).toBe('100.0 %');
  expect(whole(-4000)).toBe('−4,000');
  expect(plain(0.00001)).toBe('0.00001');
  expect(plain(45_000)).toBe('45000');
  expect(plain(Number.NaN)).toBe('');
  expect(spaced(megabytes(17_200_000, 31_000_000))).toBe('17 of 31 MB');
  expect(spaced(megabytes(1_000_000, 3_072_000))).toBe('1.0 of 3.1 MB');
  expect(shapeText([32, 32, 192])).toBe('32 × 32 × 192');
  expect(counted(1, 'child', 'children')).toBe('1 child');
  expect(counted(2000, 'child', 'children')).toBe('2,000 children');
});

test('a day is the same wherever it is read', () => {
  expect(day('2026-11-29')).toBe('29 Nov 2026');
});

test('points have a sign, the minus a true one', () => {
  expect([1.206, 0, -0.114].map((points) => signedPoints(points))).toEqual(['+1.21', '+0.00', '−0.11']);
});
