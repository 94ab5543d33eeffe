import { expect, test } from 'vitest';
import type { AgainColumn } from './input.ts';
import { bandOf, columnOf, layoutOf, NARROW_SIZE, SIZE, storyOf } from './testing/story.ts';

const story = storyOf({ total: 40, band: bandOf(40, 0.36, 0.44) });
const withAgain = (again: readonly AgainColumn[]) => ({ ...story, again });

const training = withAgain([
  columnOf(17, [0.41, 0.42]),
  columnOf(4, [null], 'training'),
  columnOf(25, [0.4], 'waiting'),
]);
const done = withAgain([
  columnOf(17, [0.41, 0.42, 0.405], 'none', true),
  columnOf(4, [0.4, 0.38]),
  columnOf(25, [0.4, 0.39]),
]);

test('before all trials have ended there is no column', () => {
  const layout = layoutOf(story);
  expect(layout.again).toBeNull();
  expect(layout.end).toBe(layout.plot.right);
});

test('a column of 44 a finalist stands right of the last trial, behind a hairline', () => {
  const { again, plot, dots, end } = layoutOf(done);
  expect(again!.hairline).toBeGreaterThan(dots.at(-1)!.x + 8);
  expect(plot.right).toBeLessThan(again!.hairline);
  const [first, second, third] = again!.columns.map(({ x }) => x);
  expect(second! - first!).toBe(44);
  expect(third! - second!).toBe(44);
  for (const { x } of again!.marks) {
    expect(x).toBeGreaterThan(again!.hairline + 4);
    expect(x).toBeLessThan(end);
  }
  expect(again!.columns.map(({ trial, isWinner }) => [trial, isWinner])).toEqual([
    [17, true],
    [4, false],
    [25, false],
  ]);
});

test('the dots that chose become dashed rings; others stay', () => {
  const { dots } = layoutOf(done);
  const chosen = dots.filter(({ kind }) => kind === 'chosen').map(({ trial }) => trial);
  expect(chosen).toEqual([4, 17, 25]);
  expect(dots).toHaveLength(40);
});

test('trainings that are to come or under way wait on the axis; one that failed is a cross there', () => {
  const { again, plot } = layoutOf(training);
  const of = (trial: number) => again!.marks.filter((mark) => mark.trial === trial);
  expect(of(17).map(({ kind }) => kind)).toEqual(['chosen', 'fresh', 'fresh']);
  expect(of(4).map(({ kind }) => kind)).toEqual(['chosen', 'failed', 'training']);
  expect(of(25).map(({ kind }) => kind)).toEqual(['chosen', 'fresh', 'waiting']);
  const below = again!.marks.filter(({ kind }) => ['failed', 'waiting', 'training'].includes(kind));
  expect(below.map(({ y }) => y)).toEqual([plot.bottom, plot.bottom, plot.bottom]);
});

test('the final figure has a whisker of its own, and fresh ones stand beside each other', () => {
  const { again } = layoutOf(done);
  const marks = again!.marks.filter(({ trial }) => trial === 17);
  expect(marks.map(({ kind }) => kind)).toEqual(['chosen', 'fresh', 'fresh', 'final']);
  expect(marks.at(-1)?.whisker).not.toBeNull();
  const [chosen, ...rest] = marks.map(({ x }) => x);
  expect(rest.map((x) => x - chosen!)).toEqual([-8, 0, 8]);
});

test('the winner’s figures are named: what chose it, fresh seeds, the final one with its interval', () => {
  const { labels } = layoutOf(done);
  expect(labels.map(({ text, value, half = '' }) => [text, value, half].join(' ').trim())).toEqual([
    'selected at 44.0',
    'fresh seeds',
    'final 40.5 ± 2.0',
    expect.stringMatching(/^mean of last 5/),
    expect.stringMatching(/^baseline/),
    'random search 40.0',
    'chance 10',
  ]);
  const tones = layoutOf(training).labels.map(({ tone }) => tone);
  expect(tones).not.toContain('final');
  expect(tones).not.toContain('best');
  const sorted = labels.map(({ y }) => y).sort((a, b) => a - b);
  for (const [index, y] of sorted.slice(1).entries()) expect(y - sorted[index]!).toBeGreaterThanOrEqual(15);
});

test.each([1, 2, 3, 5])('%i finalists have room, names too, wide and narrow', (count) => {
  for (const size of [SIZE, NARROW_SIZE]) {
    const columns = Array.from({ length: count }, (_, index) =>
      columnOf(index + 1, [0.4, 0.41], 'none', index === 0),
    );
    const { again, plot, labels } = layoutOf(withAgain(columns), size);
    expect(plot.right - plot.left).toBeGreaterThan(60);
    expect(again!.hairline).toBeGreaterThan(plot.right);
    for (const { x, text, value, half = '' } of labels)
      expect(x + (text.length + value.length + half.length) * 6).toBeLessThan(size.width);
  }
});
