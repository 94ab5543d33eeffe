import { expect, test } from 'vitest';
import { buildCifar, buildImagenet } from '../../network/build.ts';
import { networkParts } from '../../network/parts.ts';
import { presetOf } from '../../space/presets.ts';
import { layoutNetwork, mostRows, type NetworkLayout } from './layout.ts';
import { networkRows } from './rows.ts';

const nasnet = presetOf('nasnet-a').architecture;
const MEASURE = { width: 522, height: 376, least: 16 };
const PHONE = { width: 358, height: 376, least: 40 };
const cifar = (cellsPerStage: number, filters = 8) =>
  networkParts(buildCifar(nasnet, { cellsPerStage, filters }));
const large = networkParts(
  buildImagenet(nasnet, {
    cellsPerStage: 6,
    filters: 168,
    size: 331,
    stemFilters: 96,
    skipReductionInput: true,
  }),
);
const drawn = (parts = cifar(2, 32), measure = MEASURE): NetworkLayout =>
  layoutNetwork(networkRows(parts, mostRows(measure)), measure);

/** Coordinates of path data, absolute commands alone. */
const xs = (d: string): number[] => Array.from(d.matchAll(/[MLQH](-?[\d.]+)/g), ([, x]) => Number(x));

test('one row a part, the image at the foot, the head on top; the pitch is what the height allows', () => {
  const { rows, pitch, height } = drawn();
  expect(rows.map(({ row }) => row.number ?? row.kind)).toEqual([
    'head',
    8,
    7,
    6,
    5,
    4,
    3,
    2,
    1,
    'stem',
    'image',
  ]);
  expect([pitch, height]).toEqual([34, 374]);
  expect(rows.map(({ y }) => y)).toEqual(rows.map((_, index) => rows[0]!.y + 34 * index));
  expect(drawn(cifar(1)).pitch).toBe(40);
  expect(drawn(cifar(6)).pitch).toBe(16);
});

test('boxes are three px wide a pixel of the map, larger images share the room', () => {
  const widths = (layout: NetworkLayout) =>
    layout.rows.map(({ row, box }) => [
      row.shape[1],
      Math.round(Math.max(...xs(box)) - Math.min(...xs(box))),
    ]);
  expect(widths(drawn()).slice(0, 5)).toEqual([
    [1, 24],
    [8, 24],
    [8, 24],
    [8, 48],
    [16, 48],
  ]);
  const image = widths(drawn(large)).at(-1);
  expect(image).toEqual([331, 120]);
  expect(widths(drawn(large, PHONE)).at(-1)).toEqual([331, 96]);
});

test('bars share one scale a column, the greatest fills it; the image has none', () => {
  const { rows, columns } = drawn();
  const bars = rows.flatMap(({ row, bars: of }) => (of === null ? [] : [{ row, of }]));
  const bar = columns.figures[1] - 48 - columns.bars[1];
  expect(bar).toBe(44);
  for (const [index, of] of [
    [0, 'trainable'],
    [1, 'multiplyAdds'],
  ] as const) {
    const most = Math.max(...bars.map(({ row }) => row[of]));
    expect(bars.map((one) => one.of[index])).toEqual(
      bars.map(({ row }) => Math.max(1, Math.round((row[of] / most) * bar))),
    );
  }
  expect(rows.at(-1)?.bars).toBeNull();
});

test('above six cells a stage folds, and where rows would be too low', () => {
  const names = (layout: NetworkLayout) =>
    layout.rows.flatMap(({ row }) => (row.number === null ? [] : [[row.number, row.alike]]));
  expect(
    names(drawn(cifar(12)))
      .reverse()
      .slice(0, 5),
  ).toEqual([
    [1, 1],
    [2, 1],
    [3, 9],
    [12, 1],
    [13, 1],
  ]);
  expect(names(drawn(cifar(6))).every(([, alike]) => alike === 1)).toBe(true);
  expect(names(drawn(large)).some(([, alike]) => alike === 3)).toBe(true);
  const all = (parts: ReturnType<typeof cifar>) =>
    networkRows(parts, 5).reduce((sum, { alike }) => sum + alike, 0);
  for (const cells of [1, 4, 5, 20]) expect(all(cifar(cells))).toBe(3 * cells + 5);
});

test('what is folded is alike: each costs what the row says', () => {
  const parts = cifar(9);
  for (const row of networkRows(parts, 30).filter(({ alike }) => alike > 1)) {
    const own = parts.filter(
      ({ number }) => number !== null && number >= row.number! && number < row.number! + row.alike,
    );
    expect(own).toHaveLength(row.alike);
    for (const { number: _, ...part } of own) expect(row).toMatchObject(part);
  }
});

test('every cell but the first is entered by h_{i-1}, on sides by turns', () => {
  const layout = drawn(cifar(2));
  const starts = layout.around.split('M').slice(1);
  expect(starts).toHaveLength(7);
  const sides = starts.map((d) => Math.sign(Math.max(...xs(`M${d}`)) - layout.columns.map - 0.5));
  expect(sides).toEqual([1, 0, 1, 0, 1, 0, 1]);
});

test('what a reduction took is taken again from the same side, round both cells', () => {
  const parts = networkParts(
    buildImagenet(nasnet, { cellsPerStage: 1, filters: 32, size: 64, skipReductionInput: true }),
  );
  const lines = layoutNetwork(networkRows(parts, 30), MEASURE).around.split('M').slice(1);
  const [reduction, after] = [lines[2]!, lines[3]!];
  expect(after.split('V')[0]).toBe(reduction.split('V')[0]);
  expect(after).not.toBe(reduction);
});

test('no line leaves the drawing, nor lies on the words beside it', () => {
  for (const measure of [MEASURE, PHONE])
    for (const parts of [cifar(1), cifar(6, 32), large]) {
      const { around, columns } = drawn(parts, measure);
      const all = xs(around);
      expect(Math.min(...all)).toBeGreaterThan(80);
      expect(Math.max(...all)).toBeLessThan(columns.bars[0]);
    }
});

test('a narrow drawing has no shapes, and rows that a finger meets', () => {
  const { columns, pitch, height, rows } = drawn(cifar(2), PHONE);
  expect(columns.shape).toBeNull();
  expect(pitch).toBe(40);
  expect(height).toBe(40 * rows.length);
  expect(columns.figures[1]).toBe(PHONE.width);
});
