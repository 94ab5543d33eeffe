import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hypervolume, hypervolumes, type Priced, paretoFront, withinNoise } from './front.ts';

const child = fc.record({
  cost: fc.integer({ min: 1, max: 12 }).map((tens) => tens * 10),
  accuracy: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
});
const children = fc.array(child, { maxLength: 40 });

const dominates = (a: Priced, b: Priced): boolean =>
  a.cost <= b.cost && a.accuracy >= b.accuracy && (a.cost < b.cost || a.accuracy > b.accuracy);

test('no child of the front is dominated, and each one off it is, or is equal to one on it', () => {
  fc.assert(
    fc.property(children, (all) => {
      const front = paretoFront(all);
      for (const one of front) expect(all.some((other) => dominates(other, one))).toBe(false);
      for (const one of all.filter((other) => !front.includes(other)))
        expect(
          front.some(
            (other) => dominates(other, one) || (other.cost === one.cost && other.accuracy === one.accuracy),
          ),
        ).toBe(true);
      for (const [index, one] of front.slice(1).entries()) {
        expect(one.cost).toBeGreaterThan(front[index]!.cost);
        expect(one.accuracy).toBeGreaterThan(front[index]!.accuracy);
      }
    }),
  );
});

test('of equal children the first one given is on the front', () => {
  const [first, second] = [
    { cost: 10, accuracy: 0.5, trial: 3 },
    { cost: 10, accuracy: 0.5, trial: 7 },
  ];
  expect(paretoFront([first, second])).toEqual([first]);
});

test('within the noise: what no cheaper child of the front can be told from', () => {
  const named = (cost: number, accuracy: number) => ({ cost, accuracy });
  const front = [named(10, 0.3), named(20, 0.45)];
  const [near, far, cheap] = [named(25, 0.44), named(25, 0.35), named(15, 0.29)];
  const isApart = (a: Priced, b: Priced): boolean => Math.abs(a.accuracy - b.accuracy) > 0.05;
  expect(withinNoise([...front, near, far, cheap], front, isApart)).toEqual([near, cheap]);
  expect(withinNoise([...front, near], front, () => true)).toEqual([]);
});

const BOX = { cheapest: 10, dearest: 120, floor: 0.1 };

test('the volume is the area under the front’s steps', () => {
  // Summed column by column on a fine lattice of log costs.
  fc.assert(
    fc.property(children, (all) => {
      const columns = 4000;
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        const cost = 10 * 12 ** ((column + 0.5) / columns);
        const best = Math.max(0.1, ...all.filter((one) => one.cost <= cost).map(({ accuracy }) => accuracy));
        sum += (best - 0.1) / 0.9 / columns;
      }
      expect(hypervolume(paretoFront(all), BOX)).toBeCloseTo(sum, 2);
    }),
    { numRuns: 30 },
  );
});

test('it grows with every trial or stays, and a failed child changes nothing', () => {
  fc.assert(
    fc.property(children, (all) => {
      const volumes = hypervolumes(all, BOX) as number[];
      expect(volumes.at(-1) ?? 0).toBeCloseTo(hypervolume(paretoFront(all), BOX) as number, 12);
      for (const [index, volume] of volumes.slice(1).entries())
        expect(volume).toBeGreaterThanOrEqual(volumes[index]! - 1e-12);
      expect(hypervolumes([null, ...all, null], BOX).slice(1, -1)).toEqual(volumes);
    }),
  );
});

test('children that all cost the same have none, and costs below 0 are refused', () => {
  const one = [{ cost: 10, accuracy: 0.5 }];
  expect(hypervolume(one, { ...BOX, dearest: 10 })).toBeNull();
  expect(() => hypervolume(one, { ...BOX, cheapest: 0 })).toThrow(RangeError);
});
