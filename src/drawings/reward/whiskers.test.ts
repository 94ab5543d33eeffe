import { expect, test } from 'vitest';
import { axisFor, bandOf, layoutOf, NARROW_SIZE, storyOf } from './testing/story.ts';

/** How many strokes a path has. */
const strokes = (path: string): number => path.split('M').length - 1;

test('each accuracy has its whisker, a failed child none', () => {
  const { dots, whiskers, look } = layoutOf(storyOf({ total: 12, failing: true }));
  const whole = dots.filter(({ kind }) => kind !== 'failed');
  expect(dots.length - whole.length).toBe(2);
  expect(strokes(whiskers.images)).toBe(whole.length);
  expect(strokes(whiskers.whole)).toBe(whole.length);
  expect(look).toEqual({ radius: 3.5, thick: 3, all: true });
  for (const { y, whisker } of whole) {
    const [top, bottom] = whisker!.images;
    expect(top).toBeLessThan(y);
    expect(bottom).toBeGreaterThan(y);
    // The thin part reaches beyond the thick one on both sides, by as much as 2.0 is more than 1.4.
    expect((whisker!.whole[1] - whisker!.whole[0]) / (bottom - top)).toBeCloseTo(2 / 1.4, 1);
  }
});

test('below a pitch of 9 px dots are smaller; below 5 the best and the newest alone have a whisker', () => {
  const wide = layoutOf(storyOf({ total: 100 }));
  expect(wide.look).toEqual({ radius: 2.5, thick: 2, all: true });
  expect(strokes(wide.whiskers.whole)).toBe(100);
  const narrow = layoutOf(storyOf({ total: 100, done: 60 }), NARROW_SIZE);
  expect(narrow.look).toEqual({ radius: 2.5, thick: 2, all: false });
  expect(strokes(narrow.whiskers.whole)).toBe(2);
  const best = narrow.dots.reduce((top, dot) => (dot.y < top.y ? dot : top));
  const drawn = [best, narrow.dots.at(-1)!].map(({ whisker }) => `M${whisker!.x},${whisker!.whole[0]}`);
  for (const start of drawn) expect(narrow.whiskers.whole).toContain(start);
  // Of the one that is touched it is there, too.
  expect(narrow.dots[20]?.whisker).not.toBeNull();
});

test('where the newest is the best it has one whisker', () => {
  const story = storyOf({ total: 100, done: 2 });
  expect(strokes(layoutOf(story, NARROW_SIZE).whiskers.whole)).toBe(1);
});

test('the axis holds all whiskers but for a point, and an accuracy’s ends at 0 and 100', () => {
  const story = storyOf({ total: 12, done: 12, band: bandOf(12, 0.36, 0.44) });
  const { plot, dots } = layoutOf(story);
  for (const { whisker } of dots) {
    expect(whisker!.whole[0]).toBeGreaterThanOrEqual(0);
    expect(whisker!.whole[1]).toBeLessThanOrEqual(plot.bottom);
  }
  const ends = {
    ...story,
    dots: [{ trial: 1, value: 0.99, best: true, whisker: { images: 0.1, whole: 0.1 } }],
  };
  expect(axisFor(ends).high).toBe(100);
  const { dots: one, rows } = layoutOf(ends);
  expect(one[0]?.whisker?.whole[0]).toBe(Math.floor(rows.at(-1)!.y));
});

test('a reward that weighs cost has no end at 100', () => {
  const story = storyOf({ total: 12, done: 1 });
  const dots = [{ trial: 1, value: 0.99, best: true, whisker: { images: 0.1, whole: 0.1 } }];
  expect(axisFor({ ...story, dots, chanceLine: null }).high).toBeGreaterThan(100);
});
