import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EpochParts, partsOfEpoch } from './epochParts.ts';

test('a child keeps at most 60 points, and no part is shorter than 20 steps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 300 }), (steps, epochs) => {
      const count = partsOfEpoch(steps, epochs);
      if (count === 1) return;
      expect(count * epochs).toBeLessThanOrEqual(60);
      const parts = new EpochParts(steps, epochs);
      const ends: number[] = [];
      for (let step = 1; step <= steps; step++) {
        if (!parts.endsAfter(step)) continue;
        ends.push(step);
        parts.end({ images: step, loss: 1, accuracy: 0.5 });
      }
      expect(ends).toHaveLength(count);
      expect(ends.at(-1)).toBe(steps);
      const lengths = ends.map((end, index) => end - (ends[index - 1] ?? 0));
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(20 - 1);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      expect(parts.parts).toEqual(ends.map(() => [1, 0.5]));
    }),
  );
});

test('a part has the mean of its own images, to four digits', () => {
  const parts = new EpochParts(40, 1);
  parts.end({ images: 100, loss: 2.123456, accuracy: 0.25 });
  parts.end({ images: 200, loss: 1.5, accuracy: 0.3 });
  expect(parts.parts).toEqual([
    [2.1235, 0.25],
    [0.8765, 0.35],
  ]);
});

test('an epoch that is not cut keeps no part', () => {
  const parts = new EpochParts(39, 4);
  expect(parts.endsAfter(39)).toBe(true);
  parts.end({ images: 39, loss: 1, accuracy: 1 });
  expect(parts.parts).toBeNull();
});
