import { expect, test } from 'vitest';
import { growAxis } from '../plot/axis.ts';
import { rewardRule } from '../reward/input.ts';
import {
  type CourseAxis,
  type CoursesInput,
  coursesExtent,
  figuresAt,
  lastOf,
  MOST_LAID,
  type RunCourse,
  SECONDS_RULE,
} from './input.ts';
import { type CoursesLayout, layoutCourses } from './layout.ts';
import { apart, shortened } from './shortened.ts';

const WIDE = { width: 856, height: 260 };
const NARROW = { width: 350, height: 220 };

/** Children of `pace` seconds (1: on the children's axis) that are better and better by less and less. */
function courseOf(id: string, children: number, pace = 1, from = 0.3): RunCourse {
  const points = Array.from({ length: children }, (_, index) => ({
    at: (index + 1) * pace,
    value: from + 0.1 * (1 - 1 / (index + 1)),
  }));
  return { id, name: id, isPresent: id === 'present', end: children * pace, best: points, mean: points };
}

const inputOf = (courses: readonly RunCourse[], axis: CourseAxis = 'children', least = 0): CoursesInput => ({
  axis,
  courses,
  least,
});

function layoutOf(input: CoursesInput, size = WIDE): CoursesLayout {
  const [low, high] = coursesExtent(input) ?? [0, 50];
  const value = growAxis(null, low, high, rewardRule(high, { chance: 0, chanceLine: null }));
  return layoutCourses(input, value, growAxis(null, 0, lastOf(input), SECONDS_RULE), size);
}

test('without a course there are an axis, and neither lines nor places', () => {
  const layout = layoutOf(inputOf([], 'children', 20));
  expect([layout.courses, layout.names, layout.places]).toEqual([[], [], []]);
  expect(layout.rows.length).toBeGreaterThan(1);
  expect(coursesExtent(inputOf([]))).toBeNull();
});

test('a run of no child or one has a name where it has a figure, and no line', () => {
  const layout = layoutOf(inputOf([courseOf('present', 0), courseOf('a', 1)], 'children', 20));
  expect(layout.courses.map(({ best, mean }) => [best, mean])).toEqual([
    ['', ''],
    ['', ''],
  ]);
  expect(layout.names.map(({ id, value, mean }) => [id, value, mean])).toEqual([['a', '30.0', '30.0']]);
});

test('each run has a tone of its own, and the present one is drawn over the others', () => {
  const ids = ['present', 'a', 'b', 'c', 'd'];
  const { courses, names } = layoutOf(inputOf(ids.map((id) => courseOf(id, 10))));
  expect(ids).toHaveLength(MOST_LAID + 1);
  expect(new Set(courses.map(({ tone }) => tone)).size).toBe(5);
  expect(courses.at(-1)?.id).toBe('present');
  for (const { id, tone } of names) expect(tone).toBe(courses.find((one) => one.id === id)?.tone);
});

test.each([
  ['wide', WIDE],
  ['narrow', NARROW],
])('%s, names of runs that end alike do not overlap, and stay beside the plot', (_, size) => {
  const ids = ['present', 'a', 'b', 'c', 'd'];
  const { names, plot } = layoutOf(inputOf(ids.map((id) => courseOf(id, 10))), size);
  const middles = names.map(({ y }) => y).sort((a, b) => a - b);
  for (const [index, y] of middles.slice(1).entries()) expect(y - middles[index]!).toBeGreaterThanOrEqual(28);
  for (const { x, text, y } of names) {
    expect(x).toBeGreaterThan(plot.right);
    expect(x + text.length * 6.2).toBeLessThanOrEqual(size.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(size.height);
  }
});

test('a shorter run goes on dotted, at its best, to the end of the axis', () => {
  const { courses, plot } = layoutOf(inputOf([courseOf('present', 20), courseOf('a', 10)]));
  const [short, long] = courses;
  expect(short?.rest).toMatch(new RegExp(`^M[\\d.]+,[\\d.]+H${plot.right}$`));
  expect(long?.rest).toBe('');
});

test('on seconds a slow run reaches further than a fast one of as many children', () => {
  const courses = [courseOf('present', 10, 3), courseOf('a', 10, 9.5)];
  const layout = layoutOf(inputOf(courses, 'seconds'));
  const endOf = (id: string) =>
    Math.max(...(layout.courses.find((one) => one.id === id)?.best.match(/[\d.]+(?=,)/g) ?? []).map(Number));
  expect(endOf('a')).toBeGreaterThan(3 * endOf('present') - 2 * layout.plot.left - 1);
  expect(layout.ticks.map(({ at }) => at)).toEqual([0, 30, 60, 90, 120]);
  expect(layout.ticks.map(({ at }) => at).at(-1)).toBeGreaterThanOrEqual(95);
});

test('places rise, end where the longest run ends, and are no more than a walk', () => {
  for (const axis of ['children', 'seconds'] as const)
    for (const children of [1, 2, 20, 500, 3000]) {
      const { places, plot } = layoutOf(inputOf([courseOf('present', children, 1)], axis));
      expect(places.length).toBeLessThanOrEqual(120);
      expect(places.at(-1)?.at).toBe(children);
      for (const [index, { at, x }] of places.slice(1).entries()) {
        expect(at).toBeGreaterThan(places[index]!.at);
        expect(x).toBeLessThanOrEqual(plot.right);
      }
    }
});

test('figures at a place are those of what had ended by then', () => {
  const course = courseOf('a', 4, 10);
  expect(figuresAt(course, 9)).toBeNull();
  expect(figuresAt(course, 10)).toEqual({ best: 0.3, mean: 0.3 });
  expect(figuresAt(course, 29.9)?.best).toBeCloseTo(0.35, 12);
  expect(figuresAt(course, 1e9)).toEqual(figuresAt(course, 40));
});

test('of a long name the middle is left out, since names differ at their end', () => {
  expect(shortened('Mini', 10)).toBe('Mini');
  const short = shortened('Mini CIFAR, 24 children, ppo, seed 12', 20);
  expect(short).toMatch(/^Mini.*…, ?.*seed 12$|^Mini.*….*seed 12$/);
  expect([...short].length).toBeLessThanOrEqual(20);
});

test('names too long are told apart by what they do not share', () => {
  const names = ['ppo', 'random', 'evolution'].map((strategy) => `Mini CIFAR, ${strategy}, seed 1`);
  expect(apart(names, 13)).toEqual(['ppo', 'random', 'evolution']);
  expect(apart(names, 40)).toEqual(names);
  expect(apart(['Mini, ppo, seed 1', 'Mini, ppo, seed 2'], 13)).toEqual(['seed 1', 'seed 2']);
  const twins = ['Mini, ppo, seed 1', 'Mini, ppo, seed 1'];
  for (const text of apart(twins, 13)) expect(text).not.toBe('');
  expect(apart(['A very long name alone'], 10)).toEqual([shortened('A very long name alone', 10)]);
  expect(apart([], 10)).toEqual([]);
});
