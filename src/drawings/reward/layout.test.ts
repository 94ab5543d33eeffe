import { expect, test } from 'vitest';
import { type Axis, growAxis } from '../plot/axis.ts';
import type { Size } from '../plot/plot.ts';
import { nearestDot, placeTooltip } from '../tooltip.ts';
import { extentOf, type RewardInput, rewardRule } from './input.ts';
import { layoutReward as layOut } from './layout.ts';
import { storyOf, texts } from './testing/story.ts';

const layoutReward = (given: RewardInput, axis: Axis, room: Size) => layOut(given, axis, room, texts);

const values = [0.334, 0.298, 0.361, 0.347, null, 0.389, 0.372];
const rule = { steps: [1, 2, 5, 10, 20, 25], intervals: 5, floor: 0, ceiling: 100 };
const size = { width: 856, height: 300 };

const input: RewardInput = {
  total: 20,
  dots: values.map((value, index) => ({
    trial: index + 1,
    value,
    best: value !== null && values.slice(0, index).every((before) => (before ?? 0) < value),
    whisker: null,
  })),
  best: [
    { trial: 1, value: 0.334 },
    { trial: 3, value: 0.361 },
    { trial: 6, value: 0.389 },
  ],
  mean: [0.334, 0.316, 0.331, 0.335, 0.346, 0.36].map((value, index) => ({
    trial: index + (index < 4 ? 1 : 2),
    value,
  })),
  baseline: [
    { trial: 1, value: 0.334 },
    { trial: 7, value: 0.359 },
  ],
  band: [
    { trial: 1, low: 0.28, median: 0.33, high: 0.38 },
    { trial: 20, low: 0.36, median: 0.39, high: 0.41 },
  ],
  bandIsOwn: false,
  running: 8,
  chance: 0.1,
  chanceLine: 'to-scale',
  again: [],
  againPlaces: 3,
};

const axisOf = (given: RewardInput) => {
  const [low, high] = extentOf(given) ?? [0, 100];
  return growAxis(null, low, high, rule);
};
const layout = layoutReward(input, axisOf(input), size);

test('every trial is a dot; a new best is filled, a failed one stands on the baseline', () => {
  expect(layout.dots.map(({ trial }) => trial)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(layout.dots.map(({ kind }) => kind)).toEqual([
    'best',
    'plain',
    'best',
    'plain',
    'failed',
    'best',
    'plain',
  ]);
  expect(layout.dots[4]?.y).toBe(layout.plot.bottom);
  for (const { x, y } of layout.dots) {
    expect(x).toBeGreaterThanOrEqual(layout.plot.left);
    expect(x).toBeLessThanOrEqual(layout.plot.right);
    expect(y).toBeGreaterThanOrEqual(layout.plot.top);
    expect(y).toBeLessThanOrEqual(layout.plot.bottom);
  }
});

test('better is higher, later is further right', () => {
  expect(layout.dots[5]!.y).toBeLessThan(layout.dots[6]!.y);
  expect(layout.dots[6]!.x).toBeGreaterThan(layout.dots[5]!.x);
});

test('gridlines are whole steps', () => {
  expect(layout.rows.map(({ value }) => value)).toEqual([10, 20, 30, 40, 50]);
});

test('every line is named at its end, and no two names overlap', () => {
  expect(layout.labels.map(({ text, value }) => `${text} ${value}`)).toEqual([
    'best so far 38.9',
    'mean of last 5 36.0',
    'controller’s baseline 35.9',
    'random search 39.0',
    'chance 10',
  ]);
  const column = layout.labels.filter(({ tone }) => tone !== 'band' && tone !== 'chance').map(({ y }) => y);
  const sorted = [...column].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((y, index) => y - sorted[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15);
});

test('a mean of fewer than five says of how many', () => {
  const namesOf = (count: number, width: number) => {
    const given = { ...input, mean: input.mean.slice(0, count) };
    return layoutReward(given, axisOf(given), { ...size, width }).labels.flatMap(({ tone, text }) =>
      tone === 'mean' ? [text] : [],
    );
  };
  expect(namesOf(1, 856)).toEqual([]);
  expect(namesOf(3, 856)).toEqual(['mean of last 3']);
  expect(namesOf(4, 400)).toEqual(['last 4']);
  expect(namesOf(6, 400)).toEqual(['last 5']);
});

test('where there is little room, lines have their short names, and their values all the same', () => {
  const { labels } = layoutReward(input, axisOf(input), { width: 400, height: 300 });
  for (const { x, text, value } of labels)
    expect(x + (text.length + value.length) * 6).toBeLessThanOrEqual(400);
  expect(labels.map(({ text, value, note }) => [text, value, note])).toEqual([
    ['best', '38.9', undefined],
    ['last 5', '36.0', undefined],
    ['baseline', '35.9', undefined],
    ['random', '39.0', undefined],
    ['chance', '10', undefined],
  ]);
  const noteOf = (given: RewardInput) =>
    layoutReward(given, axisOf(given), size).labels.find(({ tone }) => tone === 'band')?.note;
  expect(noteOf(input)).toBe('best of n');
  expect(noteOf({ ...input, total: 7, bandIsOwn: true })).toBe('best of 20, here');
});

test('labels lie beside the running trial and inside the chart, at the last trial too', () => {
  const late = layoutReward({ ...input, running: 20 }, axisOf(input), size);
  for (const { x, text, value } of late.labels) {
    expect(x).toBeGreaterThan(late.plot.right);
    expect(x + (text.length + value.length + 1) * 6).toBeLessThan(size.width);
  }
});

test('a running trial has no figure before its last epoch: it waits on the baseline', () => {
  const { now, plot, labels } = layout;
  expect(now).toEqual({ isTraining: true, x: layout.ticks.find((tick) => tick.now)?.x, y: plot.bottom });
  expect(labels.map(({ text }) => text)).not.toContain('trial 8');
});

test('trials in training beside it wait there too, and lines and labels go on behind the last', () => {
  const wave = layoutReward({ ...input, beside: [9, 10, 12] }, axisOf(input), size);
  const at = (trial: number) => wave.ticks.find((tick) => tick.trial === trial)!;
  expect(wave.beside).toEqual([9, 10, 12].map((trial) => at(trial).x));
  expect(wave.ticks.filter(({ now }) => now).map(({ trial }) => trial)).toEqual([8, 12]);
  expect(at(12).labelled).toBe(true);
  for (const { x } of wave.labels) expect(x).toBeGreaterThan(at(12).x);
});

test('the running trial and the ends are labelled below, what is too near gives way', () => {
  expect(layout.ticks).toHaveLength(20);
  expect(layout.ticks.filter(({ labelled }) => labelled).map(({ trial }) => trial)).toEqual([
    1, 5, 8, 10, 15, 20,
  ]);
  const many = layoutReward({ ...input, total: 20_000 }, axisOf(input), size);
  expect(many.ticks.length).toBeLessThan(10);
});

test('an empty run has a frame and nothing else', () => {
  const empty = storyOf({ total: 12, done: 0 });
  expect(extentOf(empty)).toBeNull();
  const { paths, dots, labels, now } = layoutReward(empty, growAxis(null, 0, 50, rule), size);
  expect([...Object.values(paths).filter((path) => path !== ''), ...dots]).toEqual([]);
  expect(labels.map(({ text }) => text)).toEqual(['chance']);
  expect(now?.x).toBeGreaterThan(0);
});

test('a run of one trial has a place for it', () => {
  const one = {
    ...input,
    total: 1,
    dots: [{ trial: 1, value: 0.3, best: true, whisker: null }],
    running: null,
    band: [],
  };
  expect(layoutReward(one, axisOf(one), size).dots[0]?.x).toBe(46);
});

test('the axis holds chance, and one point or several alike don’t fill it', () => {
  const point = (value: number): RewardInput => ({
    ...input,
    dots: [{ trial: 1, value, best: true, whisker: null }],
    best: [{ trial: 1, value }],
    mean: [],
    baseline: [],
    band: [],
    running: null,
  });
  expect(extentOf(point(0.36))).toEqual([10, 36]);
  expect(extentOf(point(0.12))).toEqual([10, 20]);
  expect(extentOf(point(0.08))).toEqual([8, 20]);
});

test('the best so far goes on to the last trial of a run that is over, and its name stands at its end', () => {
  const over = layoutReward({ ...input, running: null }, axisOf(input), size);
  const last = over.dots.at(-1)!;
  expect(Number(over.paths.best.split(',').at(-2)?.split('L').at(-1))).toBe(last.x);
  const [label] = over.labels;
  expect(label!.x - last.x).toBe(10);
});

test('the tooltip is beside its point', () => {
  expect(placeTooltip({ x: 100, y: 10 }, size, 60)).toEqual({ left: 114, top: 0 });
  expect(placeTooltip({ x: 800, y: 290 }, size, 60)).toEqual({ right: 70, top: 240 });
});

test('the pointer finds the nearest dot, if one is near', () => {
  const dots = [
    { trial: 1, x: 10, y: 10 },
    { trial: 2, x: 30, y: 10 },
  ];
  expect(nearestDot(dots, { x: 22, y: 12 }, 24)?.trial).toBe(2);
  expect(nearestDot(dots, { x: 90, y: 12 }, 24)).toBeNull();
});

test('an axis of accuracies ends at 100 %, one of rewards that are higher holds them', () => {
  expect(growAxis(null, 20, 99.5, rewardRule(99.5, input)).high).toBe(100);
  for (const high of [101, 160, 1234, 4e6]) {
    const axis = growAxis(null, 20, high, rewardRule(high, input));
    expect(axis.high, String(high)).toBeGreaterThanOrEqual(high);
    expect((axis.high - axis.low) / axis.step, String(high)).toBeLessThanOrEqual(5);
  }
});
