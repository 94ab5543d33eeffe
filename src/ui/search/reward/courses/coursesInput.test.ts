import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../../../settings/settings.ts';
import { type Compared, courseOf, incomparable, lookedUp, onMachines } from './coursesInput.ts';

const trial = (number: number, accuracy: number | null, seconds: number) => ({
  number,
  accuracy,
  reward: accuracy ?? 0,
  seconds,
});

const run = {
  id: 'a',
  name: 'A',
  trials: [trial(1, 0.2, 10), trial(2, null, 4), trial(3, 0.1, 6), trial(4, 0.4, 0), trial(5, 0.3, 5)],
};

test('on children a run is as far as its trials; a failed child gives no figure', () => {
  const course = courseOf(run, 'children', true);
  expect(course).toMatchObject({ id: 'a', name: 'A', isPresent: true, end: 5 });
  expect(course.best).toEqual([
    { at: 1, value: 0.2 },
    { at: 4, value: 0.4 },
  ]);
  expect(course.mean.map(({ at }) => at)).toEqual([1, 3, 4, 5]);
  expect(course.mean.at(-1)?.value).toBeCloseTo(0.25, 12);
});

test('on seconds it is as far as its children took, failed ones too; a reused child takes none', () => {
  const course = courseOf(run, 'seconds', false);
  expect(course.end).toBe(25);
  expect(course.best).toEqual([
    { at: 10, value: 0.2 },
    { at: 20, value: 0.4 },
  ]);
  expect(course.mean.map(({ at }) => at)).toEqual([10, 20, 20, 25]);
});

test('before its first child a run has no figure', () => {
  expect(courseOf({ ...run, trials: [] }, 'seconds', true)).toMatchObject({ end: 0, best: [], mean: [] });
});

const environment = { engine: 'compiled', backend: 'webgpu', adapter: 'one' };
const demo: Compared = { name: 'demo', settings: PRESET_SETTINGS.demo.settings, environment };

test('other strategies and seeds are comparable, other recipes and images are not', () => {
  const other = (name: string, change: object): Compared => ({
    ...demo,
    name,
    settings: { ...demo.settings, ...change },
  });
  const runs = [
    demo,
    other('strategy', { strategy: 'random', seed: 5, trials: 99 }),
    other('epochs', { epochs: demo.settings.epochs + 1 }),
    other('images', { validationImages: demo.settings.validationImages + 1 }),
    other('space', { blocks: 1 }),
  ];
  expect(incomparable(runs)).toEqual(['epochs', 'images', 'space']);
  expect(incomparable([])).toEqual([]);
});

test('seconds of other machines, and of looked-up children, are told', () => {
  const slow = { ...demo, environment: { ...environment, adapter: 'another' } };
  const table = { ...demo, name: 'table', settings: { ...demo.settings, rewards: 'table' as const } };
  expect(onMachines([demo, demo])).toBe(false);
  expect(onMachines([demo, { ...demo, environment: null }])).toBe(false);
  expect(onMachines([demo, slow])).toBe(true);
  expect(onMachines([table, table])).toBe(false);
  expect(onMachines([demo, table])).toBe(true);
  expect(lookedUp([demo, table])).toEqual(['table']);
});
