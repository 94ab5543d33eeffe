import { expect, test } from 'vitest';
import { nearestPlace } from '../places.ts';
import { growAxis } from '../plot/axis.ts';
import {
  greatestRegret,
  layoutRegret,
  type RegretCourseInput,
  type RegretInput,
  regretPlotOf,
} from './regret.ts';

const size = { width: 800, height: 300 };
const rule = { steps: [0.1, 0.2, 0.5, 1, 2, 5], intervals: 5, floor: 0, ceiling: 100 };

/** From 5 points at the first child down to `end` at the hundredth, straight on a logarithmic axis. */
function course(id: string, end: number, last = 100, hasBand = false): RegretCourseInput {
  const points = [1, 10, 100]
    .filter((at) => at <= last)
    .map((at) => ({ at, mean: (5 - ((5 - end) * Math.log10(at)) / 2) / 100 }));
  const around = ({ at, mean }: (typeof points)[number]) => ({ at, low: 0.95 * mean, high: mean });
  return { id, name: `the strategy ${id}`, short: id, points, band: hasBand ? points.map(around) : [] };
}

const laidOut = (
  courses: readonly RegretCourseInput[],
  { chosen = null, floor = null }: Partial<RegretInput> = {},
  own = size,
) => layoutRegret({ courses, chosen, floor }, growAxis(null, 0, greatestRegret(courses) ?? 5, rule), own);

test('lines stand on a logarithmic axis and on points from 0', () => {
  const { lines, plot, rows, ticks, places, band } = laidOut([course('a', 1)]);
  const middle = (plot.left + plot.right) / 2;
  expect(places).toEqual([
    { at: 1, x: plot.left },
    { at: 10, x: middle },
    { at: 100, x: plot.right },
  ]);
  expect(rows.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4', '5']);
  expect(ticks.map(({ text }) => text)).toEqual(['1', '2', '5', '10', '20', '50', '100']);
  const height = (plot.bottom - plot.top) / 5;
  expect(lines[0]?.line).toBe(
    `M${plot.left},${plot.top}L${middle},${plot.top + 2 * height}L${plot.right},${plot.bottom - height}`,
  );
  expect([lines[0]?.rest, band]).toEqual(['', '']);
});

test('the chosen one lies over the others, random search has the band', () => {
  const given = [course('a', 1), course('random', 2, 100, true), course('b', 1.5)];
  const { lines, labels, band } = laidOut(given, { chosen: 'a' });
  expect(lines.map(({ id, tone }) => [id, tone])).toEqual([
    ['random', 'baseline'],
    ['b', 'other'],
    ['a', 'chosen'],
  ]);
  expect(labels.map(({ tone }) => tone)).toEqual(['chosen', 'baseline', 'other']);
  expect(band).toMatch(/^M.*Z$/);
});

test('the chosen one is ringed where it meets the noise floor, which is named', () => {
  const { ring, floor, plot } = laidOut([course('a', 1), course('b', 4)], { chosen: 'a', floor: 0.02 });
  // From 5 to 1 in two decades: at 2 points three quarters of the way.
  expect(ring?.x).toBeCloseTo(plot.left + 0.75 * (plot.right - plot.left), 0);
  expect(ring?.y).toBeCloseTo(plot.bottom - (2 * (plot.bottom - plot.top)) / 5, 0);
  expect(floor).toEqual({ y: Math.round(ring!.y) + 0.5, value: '2.0' });
  expect(laidOut([course('a', 3)], { chosen: 'a', floor: 0.02 }).ring).toBeNull();
  expect(laidOut([course('a', 1)], { floor: 0.02 }).ring).toBeNull();
  const below = laidOut([course('a', 1)], { chosen: 'a', floor: 0.05 });
  expect(below.ring).toEqual({ x: plot.left, y: plot.top });
  expect(laidOut([course('a', 1)], { chosen: 'a', floor: 0.2 })).toMatchObject({ floor: null, ring: null });
});

test('a strategy whose searches ended early goes on as a mere reminder', () => {
  const { lines, labels } = laidOut([course('short', 1, 10), course('long', 1)]);
  expect(lines[0]?.line.split('L')).toHaveLength(2);
  const [, end] = lines[0]!.line.split('L');
  expect(lines[0]?.rest.startsWith(`M${end}L`)).toBe(true);
  expect(lines[1]?.rest).toBe('');
  expect(labels[0]?.value).toBe('3.0');
});

test('names stand apart, led to from the ends of their lines, and are short where there is little room', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const courses = ids.map((id, index) => course(id, 1 + index / 100));
  for (const own of [size, { width: 350, height: 220 }]) {
    const { labels, plot } = laidOut(courses, {}, own);
    const middles = labels.map(({ y }) => y).sort((a, b) => a - b);
    for (let i = 1; i < middles.length; i++) expect(middles[i]! - middles[i - 1]!).toBeGreaterThanOrEqual(15);
    for (const { x, leader } of labels) {
      expect(x).toBeGreaterThan(plot.right);
      expect(leader.startsWith(`M${plot.right + 2},`)).toBe(true);
    }
    expect(labels[0]?.text).toBe(own === size ? 'the strategy a' : 'a');
  }
  expect(laidOut(courses).labels[0]?.value).toBe('1.0');
});

test('ticks keep apart, and the end is always one', () => {
  const long = { ...course('a', 1), points: [1, 70, 140].map((at) => ({ at, mean: 0.03 })) };
  for (const own of [size, { width: 320, height: 220 }]) {
    const { ticks } = laidOut([long], {}, own);
    expect(ticks.at(-1)?.text).toBe('140');
    for (let i = 1; i < ticks.length; i++) expect(ticks[i]!.x - ticks[i - 1]!.x).toBeGreaterThanOrEqual(34);
  }
});

test('without a point there is an empty frame', () => {
  for (const courses of [[], [{ ...course('a', 1), points: [] }]]) {
    const { lines, labels, places, ticks, band, ring, floor } = laidOut(courses, {
      chosen: 'a',
      floor: 0.01,
    });
    expect([labels, places, ticks, band, ring, floor]).toEqual([[], [], [], '', null, null]);
    for (const { line, rest } of lines) expect([line, rest]).toEqual(['', '']);
  }
  expect(greatestRegret([])).toBeNull();
});

test('a single child is a place that can be pointed at, without a line', () => {
  const one = { ...course('a', 1), points: course('a', 1).points.slice(0, 1) };
  const { lines, places, labels } = laidOut([one]);
  expect(lines[0]?.line).toBe('');
  expect(places).toEqual([{ at: 1, x: regretPlotOf(size).left }]);
  expect(labels).toHaveLength(1);
});

test('a pointer finds the nearest place', () => {
  const { places } = laidOut([course('a', 1)]);
  expect(nearestPlace(places, 0)).toBe(0);
  expect(nearestPlace(places, (places[1]!.x + places[2]!.x) / 2 + 1)).toBe(2);
  expect(nearestPlace([], 10)).toBeNull();
});
