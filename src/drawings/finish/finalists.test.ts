import { describe, expect, test } from 'vitest';
import { type FinalistRow, layoutFinalists, SIDES } from './finalists.ts';

const winner: FinalistRow = {
  trial: 41,
  chosenBy: 0.371,
  fresh: [0.346, 0.353],
  final: { value: 0.348, images: 0.011, whole: 0.019 },
  label: 'final 34.8',
};
const other: FinalistRow = {
  trial: 34,
  chosenBy: 0.365,
  fresh: [0.339, 0.344],
  final: null,
  label: 'mean 34.1',
};

describe('three finalists', () => {
  const layout = layoutFinalists({ rows: [winner, other, { ...other, trial: 46 }] }, 412);
  const [first, second] = layout.rows;

  test('stand on an axis in whole steps that holds every mark and the whisker', () => {
    expect(layout.ticks.map(({ text }) => text)).toEqual(['32', '34', '36', '38']);
    expect(layout.ticks[0]!.x).toBe(SIDES.left);
    expect(layout.ticks.at(-1)!.x).toBe(412 - SIDES.right);
    for (const { x } of layout.rows.flatMap(({ marks }) => marks)) {
      expect(x).toBeGreaterThan(SIDES.left);
      expect(x).toBeLessThan(412 - SIDES.right);
    }
  });

  test('have a ring for what chose them, one for each fresh seed, and the winner a dot below them', () => {
    expect(first!.marks.map(({ kind }) => kind)).toEqual(['chosen', 'fresh', 'fresh', 'final']);
    expect(second!.marks.map(({ kind }) => kind)).toEqual(['chosen', 'fresh', 'fresh']);
    const [chosen, , nearest, final] = first!.marks;
    expect(final!.y).toBeGreaterThan(chosen!.y + 9);
    expect(first!.link).toEqual({ from: nearest!.x, to: chosen!.x, y: chosen!.y });
    expect(second!.whisker).toBeNull();
  });

  test('the final figure has a whisker in two parts about it', () => {
    const { images, whole } = first!.whisker!;
    const { x } = first!.marks[3]!;
    expect(whole[0]).toBeLessThan(images[0]);
    expect(images[1]).toBeLessThan(whole[1]);
    expect((whole[0] + whole[1]) / 2).toBeCloseTo(x, 0);
  });

  test('rows do not overlap and end above the ticks', () => {
    const heights = layout.rows.map(({ y }) => y);
    for (const [index, y] of heights.slice(1).entries())
      expect(y - heights[index]!).toBeGreaterThanOrEqual(24);
    expect(layout.bottom).toBeGreaterThan(heights.at(-1)! + 10);
    expect(layout.height).toBeGreaterThan(layout.bottom);
  });

  test('the words over the marks keep apart and stay over the axis', () => {
    const [fresh, chosen] = layout.heads;
    expect(fresh!.kind).toBe('fresh');
    expect(chosen!.x - fresh!.x).toBeGreaterThanOrEqual(76);
    const alike = layoutFinalists({ rows: [{ ...winner, chosenBy: 0.346, fresh: [0.346] }] }, 300).heads;
    expect(Math.abs(alike[0]!.x - alike[1]!.x)).toBeGreaterThanOrEqual(76);
    for (const { x } of alike) {
      expect(x).toBeGreaterThanOrEqual(SIDES.left);
      expect(x).toBeLessThanOrEqual(300 - SIDES.right);
    }
  });
});

test('the ring that chose a finalist stands around one that has the same figure', () => {
  const radiusOf = (chosenBy: number) =>
    layoutFinalists({ rows: [{ ...other, chosenBy }] }, 400).rows[0]!.marks[0]!.radius;
  expect(radiusOf(0.344)).toBeGreaterThan(radiusOf(0.365));
});

test('a finalist whose trainings all failed has the ring that chose it alone', () => {
  const { rows, heads } = layoutFinalists({ rows: [{ ...other, fresh: [] }] }, 400);
  expect(rows[0]).toMatchObject({ link: null, whisker: null, marks: [{ kind: 'chosen' }] });
  expect(heads).toHaveLength(1);
});

test('figures at the ends of the scale stay on the axis', () => {
  const sure = { value: 1, images: 0.2, whole: 0.3 };
  const { rows, ticks } = layoutFinalists(
    { rows: [{ ...winner, chosenBy: 0, fresh: [1], final: sure }] },
    400,
  );
  expect(ticks.at(-1)!.text).toBe('100');
  expect(rows[0]!.whisker!.whole[1]).toBe(400 - SIDES.right);
  expect(rows[0]!.marks[0]!.x).toBe(SIDES.left);
});
