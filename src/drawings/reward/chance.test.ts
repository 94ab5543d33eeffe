import { expect, test } from 'vitest';
import type { Axis } from '../plot/axis.ts';
import { chanceLineOf } from './chance.ts';
import type { RewardInput } from './input.ts';
import { axisFor, bandOf, layoutOf, storyOf } from './testing/story.ts';

test('chance is to scale where the lowest gridline is within half the span of it, else below a break', () => {
  // Axes of 15 to 30, 20 to 35 and 36 to 48.
  expect(chanceLineOf(bandOf(12, 0.15, 0.3), 0.1)).toBe('to-scale');
  expect(chanceLineOf(bandOf(12, 0.21, 0.345), 0.1)).toBe('below-break');
  expect(chanceLineOf(bandOf(12, 0.36, 0.48), 0.1)).toBe('below-break');
  expect(chanceLineOf([], 0.1)).toBe('to-scale');
});

test('whatever happens in a run, chance stays where its recipe puts it, and at its height', () => {
  for (const [low, high] of [
    [0.15, 0.3],
    [0.36, 0.48],
  ] as const) {
    const band = bandOf(40, low, high);
    const seen = new Set<string>();
    let axis: Axis | null = null;
    // Children as expected, then worse and worse ones, then some that failed; the band is what it was.
    const values = [
      ...Array.from({ length: 38 }, (_, index) => Math.max(0.02, 0.4 - 0.012 * index)),
      null,
      null,
    ];
    for (let done = 0; done <= 40; done++) {
      const story = storyOf({ total: 40, done, band });
      const dots = story.dots.map((dot, index) => ({ ...dot, value: values[index] ?? null }));
      const input: RewardInput = { ...story, dots, best: [], mean: [], baseline: [] };
      axis = axisFor(input, axis);
      const { chance, plot } = layoutOf(input);
      seen.add(`${input.chanceLine} ${chance?.breakAt === null ? '' : plot.bottom - (chance?.y ?? 0)}`);
      if (input.chanceLine === 'below-break') expect(axis.low).toBeGreaterThan(10);
    }
    expect([...seen]).toHaveLength(1);
  }
});

test('below a break chance is 13 px above the axis and the lowest gridline 42, and higher is still better', () => {
  const band = bandOf(12, 0.36, 0.48);
  const story = storyOf({ total: 12, done: 4, band });
  const values = [0.05, 0.1, 0.2, 0.4];
  const dots = story.dots.map((dot, index) => ({ ...dot, value: values[index]!, whisker: null }));
  const layout = layoutOf({ ...story, dots, best: [], mean: [], baseline: [] });
  const { plot, rows, chance } = layout;
  expect(chance?.y).toBeCloseTo(plot.bottom - 13 + 0.5);
  expect(Math.max(...rows.map(({ y }) => y))).toBeCloseTo(plot.bottom - 42 + 0.5);
  expect(chance!.breakAt).toBeGreaterThan(plot.bottom - 42);
  expect(chance!.breakAt).toBeLessThan(plot.bottom - 13);
  const heights = layout.dots.map(({ y }) => y);
  expect(heights).toEqual([...heights].sort((a, b) => b - a));
  expect(heights[0]).toBeLessThanOrEqual(plot.bottom);
});

test('to scale it is where its value is, and a reward that weighs cost has none', () => {
  const story = storyOf({ total: 12, done: 3 });
  const { chance, rows } = layoutOf(story);
  expect(chance?.y).toBe(rows.find(({ value }) => value === 10)?.y);
  const weighed = layoutOf({ ...story, chanceLine: null });
  expect(weighed.chance).toBeNull();
  expect(weighed.labels.map(({ tone }) => tone)).not.toContain('chance');
});
