import { expect, test } from 'vitest';
import { layoutReward } from './layout.ts';
import { layoutScrubber, nearestPlace } from './scrubber.ts';
import { NARROW_SIZE, SIZE, storyOf, texts } from './testing/story.ts';

const AXIS = { low: 30, high: 50, step: 5 };
const moment = (place: number, columns = 0) => ({
  ...storyOf({ total: 20, done: Math.min(20, place) }),
  running: null,
  replayed: { after: place > 20 ? null : place, columns },
});
const scrubber = (place: number, columns = 0, width = SIZE.width) =>
  layoutScrubber({ ...moment(place, columns), trials: 20, hasEnd: columns > 0, place }, width);

test.each([SIZE, NARROW_SIZE])('its places are the trials of the chart, wide or narrow', (size) => {
  for (const columns of [0, 3]) {
    const chart = layoutReward(moment(14, columns), AXIS, size, texts);
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
  const [first, middle, last] = [0, 14, 21].map((place) => scrubber(place, 3).xs);
  expect(middle).toEqual(first);
  expect(last).toEqual(first);
  // Their columns are not drawn before.
  expect(layoutReward(moment(14, 3), AXIS, SIZE, texts).again).toBeNull();
});

test('a tick a trial, long for a new best that has been; what is to come has none', () => {
  const { done, coming } = scrubber(14);
  const lengths = (path: string) => Array.from(path.matchAll(/v(\d+)/g), ([, length]) => Number(length));
  const bests = moment(14).dots.map(({ best }) => (best ? 16 : 8));
  expect(lengths(done)).toEqual(bests);
  expect(new Set(bests).size).toBe(2);
  expect(lengths(coming)).toEqual([8, 8, 8, 8, 8, 8]);
});

test('thousands of trials have ticks at their bests alone', () => {
  const many = { ...storyOf({ total: 3000, done: 9 }), replayed: { after: 9, columns: 0 } };
  const { done, coming } = layoutScrubber({ ...many, trials: 3000, hasEnd: false, place: 9 }, 856);
  expect(done.match(/M/g)).toHaveLength(many.best.length);
  expect(coming).toBe('');
});

test('before its first trial the chart has no line, the track a handle left of it', () => {
  expect(layoutReward(moment(0), AXIS, SIZE, texts).now).toBeNull();
  const { x, xs } = scrubber(0);
  expect(x).toBeLessThan(xs[1]!);
  expect(x).toBeGreaterThan(30);
});

test('a press finds the nearest place', () => {
  const layout = scrubber(3, 3);
  const { xs } = layout;
  for (let place = 0; place < xs.length; place++) expect(nearestPlace(layout, xs[place]! + 0.4)).toBe(place);
  expect(nearestPlace(layout, -50)).toBe(0);
  expect(nearestPlace(layout, 5000)).toBe(21);
  expect(nearestPlace(layout, (xs[4]! + xs[5]!) / 2 + 1)).toBe(5);
});
