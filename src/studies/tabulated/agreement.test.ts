import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { pearson } from '../../base/statistics.ts';
import { agreementOf, largestEffect } from './agreement.ts';
import { distinctGraphs } from './closedSpace.ts';
import { TABULATED_SPACE } from './space.ts';

test('what was put in comes out again: correlation, spread, noise of images and of trainings', () => {
  const random = createRandom(1);
  const images = 5000;
  const binomial = Math.sqrt((0.4 * 0.6) / images);
  const pairs = Array.from({ length: 20_000 }, (): [number, number] => {
    const child = 0.4 + 0.02 * random.normal();
    const training = (): number => child + Math.hypot(0.008, binomial) * random.normal();
    return [training(), training()];
  });
  const agreement = agreementOf(pairs, images)!;
  expect(agreement.ofChildren).toBeCloseTo(0.02, 3);
  expect(agreement.binomial).toBeCloseTo(binomial, 4);
  expect(agreement.training).toBeCloseTo(0.008, 3);
  const expected = 0.02 ** 2 / (0.02 ** 2 + 0.008 ** 2 + binomial ** 2);
  expect(agreement.correlation).toBeCloseTo(expected, 2);
  expect(agreement.betterHalf).toBeLessThan(agreement.correlation! - 0.1);
});

test("Fisher's interval of 60 pairs at 0.9 is that of the tables", () => {
  // x and y with a correlation of exactly 0.9 over 60 pairs.
  const x = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const e = Array.from({ length: 60 }, (_, i) => (i % 4 < 2 ? 1 : -1));
  const pairs = x.map((value, i): [number, number] => [value, 0.9 * value + Math.sqrt(1 - 0.81) * e[i]!]);
  expect(pearson(pairs)).toBeCloseTo(0.9, 12);
  const { low, high } = agreementOf(pairs, 1000)!;
  expect([low, high].map((bound) => bound?.toFixed(3))).toEqual(['0.837', '0.939']);
});

test('too few children have no agreement', () => {
  expect(
    agreementOf(
      [
        [0.1, 0.2],
        [0.2, 0.3],
        [0.3, 0.1],
      ],
      100,
    ),
  ).toBeNull();
});

test('the count that decides is found', () => {
  const random = createRandom(2);
  const graphs = distinctGraphs(TABULATED_SPACE).filter((_, i) => i % 11 === 0);
  const children = graphs.map((architecture) => {
    const used = architecture.normal.blocks.flatMap(({ operations }) => operations);
    const convolutions = used.filter((operation) => operation === 'conv_3x3').length;
    return { architecture, accuracy: 0.4 + 0.01 * convolutions + 0.001 * random.normal() };
  });
  const effect = largestEffect(children);
  expect(effect?.of).toBe('conv_3x3');
  expect(effect?.share).toBeGreaterThan(0.95);
  expect(largestEffect(children.slice(0, 1))).toBeNull();
});

test('where nothing varies there is no correlation, and where all agree it is 1', () => {
  const agreement = agreementOf(new Array(6).fill([0.3, 0.3]), 1000);
  expect(agreement).toMatchObject({ correlation: null, low: null, high: null, betterHalf: null });
  const same = Array.from({ length: 8 }, (_, i): [number, number] => [i / 10, i / 10]);
  expect(agreementOf(same, 1000)).toMatchObject({ correlation: 1, low: 1, high: 1 });
});
