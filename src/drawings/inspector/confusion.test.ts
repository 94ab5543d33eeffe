import { expect, test } from 'vitest';
import { layoutConfusion, totalOf } from './confusion.ts';

const NAMES = ['cat', 'dog', 'ship'];
const COUNTS = [8, 2, 0, 5, 5, 0, 0, 0, 0];

test('squares lie row by row, with their share of the true class as heat', () => {
  const { width, height, square, rows, columns, squares } = layoutConfusion({
    counts: COUNTS,
    names: NAMES,
    width: 368,
  });
  expect({ width, height, square }).toEqual({ width: 144, height: 92, square: { width: 31, height: 23 } });
  expect(rows.map(({ y }) => y)).toEqual([36, 60, 84]);
  expect(columns.map(({ x }) => x)).toEqual([63.5, 95.5, 127.5]);
  expect(squares).toHaveLength(9);
  expect(squares[1]).toEqual({ truth: 0, taken: 1, count: 2, heat: 0.441, isOnHeat: false, x: 80, y: 20 });
  // 8 of 10: the figure stands in the page's colour.
  expect(squares[0]).toMatchObject({ count: 8, heat: 0.942, isOnHeat: true });
  // A class without images has no share of anything.
  expect(squares.slice(6).map(({ heat }) => heat)).toEqual([0, 0, 0]);
  expect(totalOf(COUNTS, 3, 1)).toBe(10);
});

test('names wider than their columns stand on two lines by turns', () => {
  const names = ['across', 'down', 'triangle'];
  const { columns, rows, height } = layoutConfusion({ counts: COUNTS, names, width: 368 });
  expect(columns.map(({ y }) => y)).toEqual([12, 24, 12]);
  expect(rows[0]!.y).toBe(48);
  expect(height).toBe(104);
});

test('ten classes fill the width that there is, on a phone too', () => {
  const names = Array.from({ length: 10 }, (_, i) => `class ${i}`);
  const counts = new Uint32Array(100);
  expect(layoutConfusion({ counts, names, width: 368 }).width).toBe(368);
  expect(layoutConfusion({ counts, names, width: 358 }).width).toBe(358);
  expect(layoutConfusion({ counts, names, width: 900 }).width).toBe(368);
  expect(() => layoutConfusion({ counts, names: NAMES, width: 368 })).toThrow(
    /100 counts are no matrix of 3 classes/,
  );
});

test('long names of rows widen their column, up to a width from which on they are cut, as are those of columns', () => {
  const names = ['n01443537', 'salamander', 'a name of more than twenty letters'];
  const { rows, columns, squares } = layoutConfusion({ counts: COUNTS, names, width: 368 });
  expect(rows.map(({ name }) => name)).toEqual(['n01443537', 'salamander', 'a name of more…']);
  expect(squares[0]!.x).toBe(96);
  expect(columns.map(({ name }) => name)).toEqual(['n01443537', 'salamander', 'a name of…']);
});
