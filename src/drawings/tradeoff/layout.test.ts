import { expect, test } from 'vitest';
import { growAxis } from '../plot/axis.ts';
import { type TradeoffDot, type TradeoffInput, VALUE_RULE, valueExtent } from './input.ts';
import { layoutTradeoff, type TradeoffLayout } from './layout.ts';
import { logAxisOf, logTicks } from './logAxis.ts';
import { layoutVolume, VOLUME_RULE, volumeExtent } from './volume.ts';

const SIZE = { width: 410, height: 252 };
const dot = (
  id: number,
  cost: number,
  value: number | null,
  more: Partial<TradeoffDot> = {},
): TradeoffDot => ({
  id,
  cost,
  value,
  look: value === null ? 'failed' : 'plain',
  whisker: value === null ? null : { images: 0.014, whole: 0.02 },
  isRepeated: false,
  name: null,
  line: null,
  ...more,
});
const FRONT = { look: 'front', line: 'front' } as const;
const CHILDREN = [
  dot(1, 14e6, 0.36),
  dot(2, 11e6, 0.39, FRONT),
  dot(3, 12.5e6, 0.44, FRONT),
  dot(4, 28e6, 0.335),
  dot(5, 13e6, 0.46, FRONT),
  dot(6, 17e6, null, { name: { text: '6 failed', tone: 'failed' } }),
];
const inputOf = (dots: readonly TradeoffDot[], more: Partial<TradeoffInput> = {}): TradeoffInput => ({
  dots,
  running: null,
  joins: 'steps',
  lineName: { text: 'front: none is both better and cheaper', short: 'front' },
  isError: false,
  ...more,
});
const layoutOf = (input: TradeoffInput, size = SIZE): TradeoffLayout => {
  const [low, high] = valueExtent(input) ?? [0, 50];
  return layoutTradeoff(input, growAxis(null, low, high, VALUE_RULE), size);
};

test('cost is logarithmic: equal ratios are equal distances, and all stands inside the plot', () => {
  const { dots, plot } = layoutOf(inputOf([dot(1, 1e6, 0.3), dot(2, 4e6, 0.3), dot(3, 16e6, 0.3)]));
  const [a, b, c] = dots.map(({ x }) => x);
  expect(b! - a!).toBeCloseTo(c! - b!, 0);
  expect(a).toBeGreaterThanOrEqual(plot.left);
  expect(c).toBeLessThanOrEqual(plot.right);
});

test('dots come by rising cost, whatever their numbers; what failed stands on the baseline', () => {
  const { dots, plot } = layoutOf(inputOf(CHILDREN));
  expect(dots.map(({ id }) => id)).toEqual([2, 3, 5, 1, 6, 4]);
  expect(dots.find(({ id }) => id === 6)).toMatchObject({ look: 'failed', y: plot.bottom, whisker: null });
});

test('the front goes in steps to the right edge, and is named over its last one', () => {
  const { lines, dots, plot, lineName } = layoutOf(inputOf(CHILDREN));
  const [two, three, five] = [2, 3, 5].map((id) => dots.find((one) => one.id === id)!);
  expect(lines).toBe(
    `M${two!.x},${two!.y}L${three!.x},${two!.y}L${three!.x},${three!.y}L${five!.x},${three!.y}L${five!.x},${five!.y}L${plot.right},${five!.y}`,
  );
  expect(lineName).toMatchObject({ text: 'front: none is both better and cheaper', anchor: 'start' });
  expect(lineName!.y).toBeLessThan(five!.y);
  expect(layoutOf(inputOf(CHILDREN), { width: 300, height: 220 }).lineName?.text).toBe('front');
  const late = layoutOf(inputOf([dot(1, 1e6, 0.2, FRONT), dot(2, 9.9e6, 0.3, FRONT)]));
  expect(late.lineName?.anchor).toBe('end');
});

test('an error is drawn upside down: less is up', () => {
  const at = (isError: boolean) =>
    layoutOf(inputOf([dot(1, 1e6, 0.03), dot(2, 2e6, 0.05)], { isError, joins: 'straight' })).dots.map(
      ({ y }) => y,
    );
  expect(at(true)[0]).toBeLessThan(at(true)[1]!);
  expect(at(false)[0]).toBeGreaterThan(at(false)[1]!);
});

test('no name touches a dot, a line or another name; one that would is left out', () => {
  const name = (text: string) => ({ name: { text, tone: 'quiet' } as const });
  const crowded = Array.from({ length: 12 }, (_, index) =>
    dot(index + 1, 1e6 * (1 + index / 40), 0.3 + (index % 3) / 300, name(`model number ${index}`)),
  );
  const { names } = layoutOf(inputOf(crowded, { joins: 'straight', lineName: null }));
  expect(names.length).toBeGreaterThan(0);
  expect(names.length).toBeLessThan(12);
  const apart = [dot(1, 1e6, 0.2, name('one')), dot(2, 9e6, 0.4, name('two'))];
  expect(layoutOf(inputOf(apart, { lineName: null })).names.map(({ text }) => text)).toEqual(['one', 'two']);
});

test('the first choice of a place is for bold names', () => {
  const strong = { name: { text: 'a bold one', tone: 'strong' }, ...FRONT } as const;
  const quiet = { name: { text: 'quiet', tone: 'quiet' } } as const;
  const { names } = layoutOf(inputOf([dot(1, 2e6, 0.3, quiet), dot(2, 2.05e6, 0.301, strong)]));
  expect(names[0]?.text).toBe('a bold one');
});

test('whiskers are those of all, or of the front alone where there are many', () => {
  const many = Array.from({ length: 100 }, (_, index) =>
    dot(index + 1, 1e6 * (1 + index), 0.3, index < 4 ? FRONT : {}),
  );
  const strokes = (input: TradeoffInput) => layoutOf(input).whiskers.whole.split('M').length - 1;
  expect(strokes(inputOf(CHILDREN))).toBe(5);
  expect(strokes(inputOf(many))).toBe(4);
  expect(layoutOf(inputOf(many)).radius).toBe(2.5);
});

test('nothing, one child, and one that trains before any has ended', () => {
  expect(layoutOf(inputOf([]))).toMatchObject({ dots: [], ticks: [], lines: '', lineName: null });
  const { dots, ticks } = layoutOf(inputOf([dot(1, 13e6, 0.3, FRONT)]));
  expect(dots).toHaveLength(1);
  expect(ticks.length).toBeGreaterThan(1);
  const { running, plot } = layoutOf(inputOf([], { running: 5e6 }));
  expect(running).toMatchObject({ y: plot.bottom });
});

test('the ends of a logarithmic axis lie on its lattice, and ticks keep their distance', () => {
  expect(logAxisOf([11e6, 29e6])).toEqual({ low: 10e6, high: 30e6 });
  expect(logAxisOf([488e6, 42.3e9])).toEqual({ low: 400e6, high: 50e9 });
  expect(logAxisOf([2e6])).toEqual({ low: 2e6, high: 2.5e6 });
  expect(logAxisOf([])).toBeNull();
  expect(logTicks({ low: 10, high: 30 }, 350, 34)).toEqual([10, 12, 15, 20, 25, 30]);
  expect(logTicks({ low: 400, high: 50_000 }, 350, 34)).toEqual([
    500, 1000, 2000, 5000, 10_000, 20_000, 50_000,
  ]);
  expect(logTicks({ low: 1, high: 1e9 }, 350, 34)).toHaveLength(10);
});

test('the volume goes on in steps, named with its last value', () => {
  const input = { total: 10, volumes: [null, 0.1, 0.1, 0.2] };
  const layout = layoutVolume(input, growAxis(null, ...volumeExtent(input), VOLUME_RULE), SIZE);
  expect(layout.path).toMatch(/^M/);
  expect(layout.end?.value).toBe(0.2);
  expect(layout.ticks.at(-1)?.trial).toBe(10);
  expect(layoutVolume({ total: 5, volumes: [] }, { low: 0, high: 5, step: 1 }, SIZE)).toMatchObject({
    path: '',
    end: null,
  });
});
