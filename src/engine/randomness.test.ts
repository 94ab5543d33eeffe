import { expect, test } from 'vitest';
import { hash32 } from '../base/hash.ts';
import { cosineRate, dropPathProbability } from './child/schedules.ts';
import { below, drawImage, dropoutFactors, dropPathFactors, threshold } from './randomness.ts';

const augmentation = { cropPadding: 4, flip: true, cutout: 8 };
const draws = Array.from({ length: 9000 }, (_, i) =>
  drawImage({ seed: 1, step: Math.floor(i / 64) }, i % 64, augmentation, 32, 32),
);

test('crop offsets are 0 to 8, all alike; half of the images are flipped', () => {
  const counts = new Array<number>(9).fill(0);
  for (const { cropRow } of draws) counts[cropRow]!++;
  const chi2 = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chi2).toBeLessThan(26.1); // 8 degrees of freedom, p = 0.001
  expect(draws.filter(({ flip }) => flip).length / draws.length).toBeCloseTo(0.5, 1);
});

test('rows and columns are drawn apart', () => {
  const equal = draws.filter(({ cropRow, cropColumn }) => cropRow === cropColumn).length;
  expect(equal / draws.length).toBeCloseTo(1 / 9, 1);
});

test('values that every engine must draw', () => {
  expect(below(0xffffffff, 9)).toBe(8);
  expect(below(0, 9)).toBe(0);
  expect(hash32(1, 2, 3, 0)).toBe(hash32(1, 2, 3, 0));
  expect(drawImage({ seed: 7, step: 3 }, 5, augmentation, 32, 32)).toMatchInlineSnapshot(`
    {
      "cropColumn": 0,
      "cropRow": 6,
      "cutoutColumn": 11,
      "cutoutRow": 27,
      "flip": false,
    }
  `);
  expect([...dropPathFactors({ seed: 7, step: 3 }, 2, 8, 0.5)]).toMatchInlineSnapshot(`
    [
      0,
      0,
      0,
      0,
      2,
      2,
      2,
      2,
    ]
  `);
});

test('paths and units are dropped with the asked probability, and their mean is kept', () => {
  const path = dropPathFactors({ seed: 3, step: 1 }, 0, 20_000, 0.3);
  expect(path.filter((factor) => factor === 0).length / path.length).toBeCloseTo(0.3, 2);
  expect(path.reduce((a, b) => a + b) / path.length).toBeCloseTo(1, 1);
  const units = dropoutFactors({ seed: 3, step: 1 }, 9, 100, 200, 0.5);
  expect(units.filter((factor) => factor === 0).length / units.length).toBeCloseTo(0.5, 1);
  expect(threshold(1)).toBe(0x1000000);
});

test('the cosine begins at the base rate and ends near zero', () => {
  expect(cosineRate(0.05, 0, 100)).toBe(0.05);
  expect(cosineRate(0.05, 50, 100)).toBeCloseTo(0.025, 12);
  expect(cosineRate(0.05, 99, 100)).toBeLessThan(2e-5);
});

test('ScheduledDropPath grows with depth and time', () => {
  expect(dropPathProbability(0.6, 4, 5, 100, 100)).toBeCloseTo(0.4, 12);
  expect(dropPathProbability(0.6, 0, 5, 50, 100)).toBeCloseTo(0.04, 12);
  expect(dropPathProbability(0.6, 4, 5, 300, 100)).toBeCloseTo(0.4, 12);
  expect(dropPathProbability(1, 4, 5, 50, 100)).toBe(0);
});
