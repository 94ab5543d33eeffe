import { expect, test } from 'vitest';
import { growAxis } from '../axis.ts';
import { type CourseInput, extentOf, layoutComparison, nearestPlace, plotOf } from './layout.ts';

const size = { width: 800, height: 300 };
const rule = { steps: [1, 2, 5, 10], intervals: 5, floor: 0, ceiling: 100 };

function course(id: string, end: number, rise: number): CourseInput {
  const points = [10, 20, 30, 40].map((at) => {
    const mean = 0.2 + (Math.min(at, end) * rise) / 100;
    return { at, mean, low: mean - 0.01, high: mean + 0.01 };
  });
  return { id, name: `the strategy ${id}`, short: id, tone: 'ink', points, end };
}

const laidOut = (courses: readonly CourseInput[], own = size) => {
  const [low, high] = extentOf(courses) ?? [0, 50];
  return layoutComparison(courses, growAxis(null, low, high, rule), own);
};

test('lines stand on their scales, and bands around them', () => {
  const { lines, plot, rows, ticks, places } = laidOut([course('a', 40, 0.5)]);
  expect(lines[0]?.line.split('L')).toHaveLength(4);
  expect(lines[0]?.rest).toBe('');
  expect(lines[0]?.band).toMatch(/Z$/);
  const x = (at: number): number => plot.left + ((plot.right - plot.left) * at) / 40;
  expect(places).toEqual([10, 20, 30, 40].map((at) => ({ at, x: Math.round(x(at) * 10) / 10 })));
  // 24 % to 41 % lie within whole fives.
  expect(rows.map(({ text }) => text)).toEqual(['20', '25', '30', '35', '40', '45']);
  expect(ticks.map(({ text }) => text)).toEqual(['0', '5', '10', '15', '20', '25', '30', '35', '40']);
  const height = (plot.bottom - plot.top) / 25;
  const [first] = lines[0]!.line.slice(1).split('L');
  expect(first).toBe(`${places[0]?.x},${Math.round((plot.bottom - 5 * height) * 10) / 10}`);
});

test('a strategy whose searches ended early goes on as a mere reminder', () => {
  const { lines } = laidOut([course('short', 15, 0.5), course('long', 40, 0.5)]);
  expect(lines[0]?.line.split('L')).toHaveLength(2);
  expect(lines[0]?.rest.split('L')).toHaveLength(3);
  expect(lines[0]?.rest.startsWith(`M${lines[0].line.split('L')[1]}`)).toBe(true);
  expect(lines[1]?.rest).toBe('');
});

test('names stand apart, in the order of the lines, and are short where there is little room', () => {
  const courses = ['a', 'b', 'c', 'd', 'e'].map((id, index) => course(id, 40, 0.4 + index / 1000));
  const { labels, plot } = laidOut(courses);
  const middles = labels.map(({ y }) => y);
  for (let i = 1; i < middles.length; i++) expect(middles[i - 1]! - middles[i]!).toBeGreaterThanOrEqual(15);
  expect(labels.every(({ x }) => x > plot.right)).toBe(true);
  expect(labels[0]).toMatchObject({ text: 'the strategy a', value: '36.0' });
  expect(laidOut(courses, { width: 358, height: 260 }).labels[0]?.text).toBe('a');
});

test('without a point there is an empty frame', () => {
  for (const courses of [[], [{ ...course('a', 0, 0), points: [] }]]) {
    const { lines, labels, places, ticks } = laidOut(courses);
    expect([labels, places, ticks]).toEqual([[], [], []]);
    for (const { band, line, rest } of lines) expect([band, line, rest]).toEqual(['', '', '']);
  }
  expect(extentOf([])).toBeNull();
});

test('a single child is a point that can be pointed at, without a line', () => {
  const one = { ...course('a', 10, 0.5), points: course('a', 10, 0.5).points.slice(0, 1) };
  const { lines, places, labels } = laidOut([one]);
  expect(lines[0]?.line).toBe('');
  expect(lines[0]?.tip?.x).toBe(plotOf(size).right);
  expect(places).toEqual([{ at: 10, x: plotOf(size).right }]);
  expect(labels).toHaveLength(1);
});

test('a pointer finds the nearest place', () => {
  const { places } = laidOut([course('a', 40, 0.5)]);
  expect(nearestPlace(places, 0)).toBe(0);
  expect(nearestPlace(places, (places[1]!.x + places[2]!.x) / 2 + 1)).toBe(2);
  expect(nearestPlace(places, 5000)).toBe(3);
  expect(nearestPlace([], 10)).toBeNull();
});
