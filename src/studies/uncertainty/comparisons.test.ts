import { expect, test } from 'vitest';
import { holm } from '../comparison/paired.ts';
import { createComparisons } from './comparisons.ts';
import { differenceOf, type Judged } from './difference.ts';
import { createWorld } from './testing/simulation.ts';

const LUCK = 0.01;

function someChildren(seed: number, count: number, spread: number, images = 300): Judged[] {
  const world = createWorld(seed);
  const shared = world.images(images);
  return Array.from({ length: count }, () =>
    world.train(0.45 + spread * world.random.normal(), LUCK, shared),
  );
}

const pairsOf = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, i) =>
    Array.from({ length: i }, (_, j): [number, number] => [i, j]),
  ).flat();

test.each([0, 0.02, 0.06, 0.2])('all pairs have the verdicts of Holm’s test, spread %d', (spread) => {
  for (let seed = 0; seed < 12; seed++) {
    const children = someChildren(seed, 2 + seed, spread);
    const comparisons = createComparisons(LUCK);
    for (const child of children) comparisons.add(child);
    const pairs = pairsOf(children.length);
    const adjusted = holm(pairs.map(([i, j]) => differenceOf(children[i]!, children[j]!, LUCK).p));
    for (const [place, [i, j]] of pairs.entries()) {
      const verdict = comparisons.between(i, j);
      expect(verdict.apart).toBe(adjusted[place]! <= 0.05);
      expect(comparisons.apart(i, j)).toBe(verdict.apart);
      expect(comparisons.apart(j, i)).toBe(verdict.apart);
      // Words and figures agree.
      expect(verdict.low > 0 || verdict.high < 0).toBe(verdict.apart);
    }
  }
});

test('one pair is an interval of 95 %; the more children, the more careful', () => {
  const children = someChildren(1, 40, 0);
  const comparisons = createComparisons(LUCK);
  const errors = children.map((child) => {
    comparisons.add(child);
    return comparisons.error();
  });
  expect(errors[0]).toBe(0.05);
  expect(errors[1]).toBe(0.05);
  expect(errors[39]).toBeCloseTo(0.05 / 780, 12);
  expect(comparisons.children).toBe(40);
});

test('where all pairs are apart, each has the last step’s interval', () => {
  const world = createWorld(3);
  const images = world.images(2000);
  const comparisons = createComparisons(LUCK);
  for (const own of [0.1, 0.3, 0.5, 0.7, 0.9]) comparisons.add(world.train(own, LUCK, images));
  expect(pairsOf(5).every(([i, j]) => comparisons.apart(i, j))).toBe(true);
  expect(comparisons.error()).toBe(0.05);
});

test('beyond the limit only the first step is made, and no verdict is bolder', () => {
  const children = someChildren(5, 30, 0.06);
  const [stepped, plain] = [createComparisons(LUCK), createComparisons(LUCK, { stepsUpTo: 20 })];
  for (const child of children) {
    stepped.add(child);
    plain.add(child);
  }
  expect(plain.error()).toBe(0.05 / 435);
  expect(stepped.error()).toBeGreaterThan(plain.error());
  const pairs = pairsOf(children.length);
  const told = (comparisons: typeof plain): string[] =>
    pairs.filter(([i, j]) => comparisons.apart(i, j)).map(String);
  expect(told(stepped)).toEqual(expect.arrayContaining(told(plain)));
  expect(told(plain).length).toBeGreaterThan(0);
  expect(told(plain)).toEqual(
    pairs.filter(([i, j]) => differenceOf(children[i]!, children[j]!, LUCK).p <= 0.05 / 435).map(String),
  );
});

test('as the run goes on, children that are the same are the same again', () => {
  // Added one by one or all at once: nothing is left of what was asked between.
  const children = someChildren(6, 25, 0.05);
  const [asked, silent] = [createComparisons(LUCK), createComparisons(LUCK)];
  for (const child of children) {
    const index = asked.add(child);
    if (index > 0) asked.apart(index, 0);
    silent.add(child);
  }
  for (const [i, j] of pairsOf(children.length)) expect(asked.between(i, j)).toEqual(silent.between(i, j));
});
