import { expect, test } from 'vitest';
import { crowdOf } from './crowd.ts';
import type { PlacedDot } from './layout.ts';

const dotsOf = (count: number): PlacedDot[] =>
  Array.from({ length: count }, (_, index) => ({
    trial: index + 1,
    x: index,
    y: 10,
    whisker: null,
    kind: index === 20 ? 'failed' : index % 100 === 0 ? 'best' : 'plain',
  }));

test('a run of some hundred trials is drawn dot by dot', () => {
  const dots = dotsOf(399);
  expect(crowdOf(dots, 3.5)).toEqual({ groups: [], single: dots });
});

test('of a long run every trial is drawn once, in few elements', () => {
  const { groups, single } = crowdOf(dotsOf(20_000), 3.5);
  expect(groups).toHaveLength(99);
  const rings = groups.reduce((sum, { plain }) => sum + plain.split(/[ML]/).length - 1, 0);
  const crosses = groups.reduce((sum, { failed }) => sum + failed.split('M').length - 1, 0);
  expect(crosses).toBe(1);
  expect(rings + crosses + single.length).toBe(20_000);
  expect(single.slice(0, 3).map(({ trial }) => trial)).toEqual([1, 101, 201]);
  expect(single.at(-1)?.trial).toBe(20_000);
});

test('a group that is full stays what it is as the run grows', () => {
  expect(crowdOf(dotsOf(900), 3.5).groups[0]).toEqual(crowdOf(dotsOf(400), 3.5).groups[0]);
});
