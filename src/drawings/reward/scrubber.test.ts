import { expect, test } from 'vitest';
import { layoutReward } from './layout.ts';
import { layoutScrubber, nearestMoment } from './scrubber.ts';
import { NARROW_SIZE, SIZE, storyOf, texts } from './testing/story.ts';

const AXIS = { low: 30, high: 50, step: 5 };
const inputAt = (moment: number, columns = 0) => ({
  ...storyOf({ total: 20, done: Math.min(20, moment) }),
  running: null,
  replayed: { after: moment > 20 ? null : moment, columns },
});
const scrubber = (moment: number, columns = 0, width = SIZE.width) =>
  layoutScrubber({ ...inputAt(moment, columns), trials: 20, hasEnd: columns > 0, moment }, width);

test.each([SIZE, NARROW_SIZE])('its moments are the trials of the chart, wide or narrow', (size) => {
  for (const columns of [0, 3]) {
    const chart = layoutReward(inputAt(14, columns), AXIS, size, texts);
    const { xs, x } = scrubber(14, columns, size.width);
    expect(xs.slice(1, 15)).toEqual(chart.dots.map((dot) => dot.x));
    expect(x).toBe(chart.now?.x);
    expect(chart.now?.isTraining).toBe(false);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    expect(xs).toHaveLength(columns === 0 ? 21 : 22);
    expect(xs.at(-1)).toBeLessThan(size.width);
  }
});

test('the axis stays where it is from the first moment to the last, though finalists come', () => {
  const [first, middle, last] = [0, 14, 21].map((moment) => scrubber(moment, 3).xs);
  expect(middle).toEqual(first);
  expect(last).toEqual(first);
  // Their columns are not drawn before.
  expect(layoutReward(inputAt(14, 3), AXIS, SIZE, texts).again).toBeNull();
});

test('a tick a trial, long for a new best that has been; what is to come has none', () => {
  const { done, coming } = scrubber(14);
  const lengths = (path: string) => Array.from(path.matchAll(/v(\d+)/g), ([, length]) => Number(length));
  const bests = inputAt(14).dots.map(({ best }) => (best ? 16 : 8));
  expect(lengths(done)).toEqual(bests);
  expect(new Set(bests).size).toBe(2);
  expect(lengths(coming)).toEqual([8, 8, 8, 8, 8, 8]);
});

test('thousands of trials have ticks at their bests alone', () => {
  const many = { ...storyOf({ total: 3000, done: 9 }), replayed: { after: 9, columns: 0 } };
  const { done, coming } = layoutScrubber({ ...many, trials: 3000, hasEnd: false, moment: 9 }, 856);
  expect(done.match(/M/g)).toHaveLength(many.best.length);
  expect(coming).toBe('');
});

test('before its first trial the chart has no line, the track a handle left of it', () => {
  expect(layoutReward(inputAt(0), AXIS, SIZE, texts).now).toBeNull();
  const { x, xs } = scrubber(0);
  expect(x).toBeLessThan(xs[1]!);
  expect(x).toBeGreaterThan(30);
});

test('a press finds the nearest moment', () => {
  const layout = scrubber(3, 3);
  const { xs } = layout;
  for (let moment = 0; moment < xs.length; moment++)
    expect(nearestMoment(layout, xs[moment]! + 0.4)).toBe(moment);
  expect(nearestMoment(layout, -50)).toBe(0);
  expect(nearestMoment(layout, 5000)).toBe(21);
  expect(nearestMoment(layout, (xs[4]! + xs[5]!) / 2 + 1)).toBe(5);
});
