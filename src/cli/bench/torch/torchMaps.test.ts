import { expect, test } from 'vitest';
import { agrees, differenceOf, mapsLines } from './torchMaps.ts';

test('maps differ by the greatest difference, of their greatest value or of 1', () => {
  expect(differenceOf(Float32Array.of(1, 0.5), Float32Array.of(1, 0.25))).toBe(0.25);
  expect(differenceOf(Float32Array.of(8, 1), Float32Array.of(8, 2))).toBe(0.125);
  expect(differenceOf(Float32Array.of(1), undefined)).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf(Float32Array.of(1), Float32Array.of(1, 2))).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf(Float32Array.of(Number.NaN), Float32Array.of(1))).toBe(Number.POSITIVE_INFINITY);
});

const row = { child: 'nasnet-a', nodes: 68, images: 100, equal: 100, worst: '4 output', difference: 2e-6 };

test('they agree where all predictions are equal and maps are within 1e-4', () => {
  const table = { adapter: 'processor', torch: '2.1', rows: [row] };
  expect(agrees(table)).toBe(true);
  expect(agrees({ ...table, rows: [row, { ...row, equal: 99 }] })).toBe(false);
  expect(agrees({ ...table, rows: [{ ...row, difference: 2e-4 }] })).toBe(false);
  expect(mapsLines(table)).toEqual([
    'processor beside PyTorch 2.1',
    '   child  nodes  maps differ by   most in  predictions equal',
    'nasnet-a     68          2.0e-6  4 output         100 of 100',
  ]);
});
