import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Axis } from '../plot/axis.ts';
import { chanceLineOf } from './chance.ts';
import type { RewardInput } from './input.ts';
import { layoutReward } from './layout.ts';
import { axisFor, bandOf, layoutOf, SIZE, storyOf, texts } from './testing/story.ts';

test('chance is to scale where the lowest gridline is within half the span of it, else below a break', () => {
  // Axes of 15 to 30, 20 to 35 and 36 to 48.
  expect(chanceLineOf(bandOf(12, 0.15, 0.3), 0.1)).toBe('to-scale');
  expect(chanceLineOf(bandOf(12, 0.21, 0.345), 0.1)).toBe('below-break');
  expect(chanceLineOf(bandOf(12, 0.36, 0.48), 0.1)).toBe('below-break');
  expect(chanceLineOf([], 0.1)).toBe('to-scale');
});

test('chance stays where its recipe puts it; below a break until a child comes near, then to scale for good', () => {
  for (const [low, high] of [
    [0.15, 0.3],
    [0.36, 0.48],
  ] as const) {
    const band = bandOf(40, low, high);
    const seen: string[] = [];
    let axis: Axis | null = null;
    // Children as expected, then worse and worse ones, then good ones again and some that failed; the band is what it was.
    const values = [
      ...Array.from({ length: 30 }, (_, index) => Math.max(0.02, 0.4 - 0.014 * index)),
      ...Array.from({ length: 8 }, () => 0.4),
      null,
      null,
    ];
    for (let done = 0; done <= 40; done++) {
      const story = storyOf({ total: 40, done, band });
      const dots = story.dots.map((dot, index) => ({ ...dot, value: values[index] ?? null }));
      const input: RewardInput = { ...story, dots, best: [], mean: [], baseline: [] };
      axis = axisFor(input, axis);
      const { chance, plot } = layoutReward(input, axis, SIZE, texts);
      const isBroken = chance!.breakAt !== null;
      expect(isBroken).toBe(axis.low > 10);
      const look = isBroken ? `broken, ${plot.bottom - chance!.y}` : 'to scale';
      if (seen.at(-1) !== look) seen.push(look);
    }
    expect(seen).toEqual(low === 0.15 ? ['to scale'] : ['broken, 12.5', 'to scale']);
  }
});

test('every value lies at its own place on the scale, whether chance does or stands below a break', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const half = fc.double({ min: 0, max: 0.2, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(share, half), { minLength: 1, maxLength: 20 }),
      fc.constantFrom([0.15, 0.3], [0.24, 0.42], [0.36, 0.48], [0.7, 0.9]),
      fc.constantFrom(0.01, 0.1, 0.2),
      (children, [bandLow, bandHigh], chance) => {
        const band = bandOf(children.length, bandLow!, bandHigh!);
        const story = { ...storyOf({ total: children.length, done: 0, band }), chance };
        const chanceLine = chanceLineOf(band, chance);
        let axis: Axis | null = null;
        for (let done = 1; done <= children.length; done++) {
          const dots = children.slice(0, done).map(([value, whole], index) => ({
            ...{ trial: index + 1, value, best: false },
            whisker: { images: whole / 2, whole },
          }));
          const input: RewardInput = { ...story, chanceLine, dots };
          const before: Axis | null = axis;
          axis = axisFor(input, before);
          if (before !== null) {
            expect(axis.low).toBeLessThanOrEqual(before.low);
            expect(axis.high).toBeGreaterThanOrEqual(before.high);
          }
          const layout = layoutReward(input, axis, SIZE, texts);
          const [first, last] = [layout.rows[0]!, layout.rows.at(-1)!];
          const pitch = (first.y - last.y) / (last.value - first.value);
          const placeOf = (value: number) => first.y - 0.5 - (100 * value - first.value) * pitch;
          // Gridlines stand on whole pixels.
          const near = (y: number, value: number) => expect(Math.abs(y - placeOf(value))).toBeLessThan(1.5);
          for (const [index, { y, whisker }] of layout.dots.entries()) {
            const { value, whisker: halves } = dots[index]!;
            expect(value * 100).toBeGreaterThanOrEqual(axis.low - 1e-6);
            near(y, value);
            near(whisker!.whole[1], Math.max(0, value - halves.whole));
          }
          if (layout.chance?.breakAt === null) near(layout.chance.y, chance);
        }
      },
    ),
  );
});

test('one child at 15.9 % among better ones stands between the gridlines of 10 and 20 %', () => {
  const story = storyOf({ total: 12, done: 3, band: bandOf(12, 0.24, 0.42) });
  const dots = [0.329, 0.159, 0.42].map((value, index) => ({ ...story.dots[index]!, value, whisker: null }));
  const {
    rows,
    dots: placed,
    chance,
  } = layoutOf({ ...story, chanceLine: 'below-break', dots, best: [], mean: [], baseline: [] });
  expect(rows.map(({ value }) => value)).toEqual([10, 20, 30, 40, 50]);
  expect(chance).toEqual({ y: rows[0]!.y, value: 10, breakAt: null });
  const of = (value: number) => rows.find((row) => row.value === value)!.y;
  expect((of(10) - placed[1]!.y) / (of(10) - of(20))).toBeCloseTo(0.59, 1);
});

test('below a break chance is 13 px above the axis and the lowest gridline 42', () => {
  const band = bandOf(12, 0.36, 0.48);
  const story = storyOf({ total: 12, done: 4, band });
  const values = [0.37, 0.4, 0.41, 0.47];
  const dots = story.dots.map((dot, index) => ({ ...dot, value: values[index]!, whisker: null }));
  const layout = layoutOf({ ...story, dots, best: [], mean: [], baseline: [] });
  const { plot, rows, chance } = layout;
  expect(chance?.y).toBeCloseTo(plot.bottom - 13 + 0.5);
  expect(Math.max(...rows.map(({ y }) => y))).toBeCloseTo(plot.bottom - 42 + 0.5);
  expect(chance!.breakAt).toBeGreaterThan(plot.bottom - 42);
  expect(chance!.breakAt).toBeLessThan(plot.bottom - 13);
  const heights = layout.dots.map(({ y }) => y);
  expect(heights).toEqual([...heights].sort((a, b) => b - a));
  expect(heights[0]).toBeLessThanOrEqual(plot.bottom - 42);
});

test('to scale it is where its value is, and a reward that weighs cost has none', () => {
  const story = storyOf({ total: 12, done: 3 });
  const { chance, rows } = layoutOf(story);
  expect(chance?.y).toBe(rows.find(({ value }) => value === 10)?.y);
  const weighed = layoutOf({ ...story, chanceLine: null });
  expect(weighed.chance).toBeNull();
  expect(weighed.labels.map(({ tone }) => tone)).not.toContain('chance');
});
