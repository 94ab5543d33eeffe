import { expect, test } from 'vitest';
import { networkNodes } from '../../../network/nodes.ts';
import { childGraph } from '../../../settings/childGraph.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { placeOf, shareAt, tileBars, tileFigures } from './figures.ts';
import { gridTarget, judgedImages, orderedImages } from './images/order.ts';

const images = judgedImages({
  images: {
    count: 4,
    height: 1,
    width: 1,
    channels: 3,
    pixels: new Uint8Array(12),
    labels: Uint8Array.of(0, 1, 0, 1),
  },
  predicted: Uint8Array.of(0, 0, 1, 1),
  probabilities: Float32Array.of(0.75, 0.25, 0.875, 0.125, 0.375, 0.625, 0.0625, 0.9375),
});
const indices = (...given: Parameters<typeof orderedImages>) =>
  orderedImages(...given).map(({ index }) => index);

test('images come as they are asked for, the surest first, or the least sure', () => {
  expect(images.map(({ truth, taken, probability }) => [truth, taken, probability])).toEqual([
    [0, 0, 0.75],
    [1, 0, 0.875],
    [0, 1, 0.625],
    [1, 1, 0.9375],
  ]);
  expect(indices(images, 'wrong', null)).toEqual([1, 2, 3, 0]);
  expect(indices(images, 'right', null)).toEqual([3, 0, 1, 2]);
  expect(indices(images, 'unsure', null)).toEqual([2, 0, 1, 3]);
  expect(indices(images, 'wrong', { truth: 1, taken: 0 })).toEqual([1]);
  expect(indices(images, 'wrong', { truth: 1, taken: 1 })).toEqual([3]);
});

test('arrows walk a grid and stop at its edges', () => {
  const to = (key: string, from: number) => gridTarget(key, from, 7, 5);
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => to(key, 1))).toEqual([0, 2, 1, 6]);
  expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => to(key, 6))).toEqual([5, 6, 1, 6]);
  expect([to('Home', 4), to('End', 4), to('a', 4)]).toEqual([0, 6, null]);
});

test('bars are a figure over the greatest of the cell', () => {
  const { architecture } = presetOf('nasnet-a');
  const graph = childGraph(architecture, PRESET_SETTINGS.mini.settings);
  const nodes = networkNodes(graph, architecture);
  const figures = { nodes, shares: null, probabilities: null };
  const place = placeOf({ kind: 'tile', block: 0, slot: 1 }, 0);
  expect(place).toEqual({ part: 'operation', cell: 0, block: 0, slot: 1 });
  expect(tileFigures(figures)).toEqual(['parameters', 'multiplyAdds']);
  const bars = tileBars(architecture.normal, 0, 'parameters', figures);
  expect(Math.max(...bars.flat())).toBe(1);
  const trainable = (block: number, slot: 0 | 1) =>
    nodes.find(
      ({ place: one }) =>
        one.part === 'operation' && one.cell === 0 && one.block === block && one.slot === slot,
    )!.trainable;
  expect(bars[0]![0] / bars[0]![1]).toBeCloseTo(trainable(0, 0) / trainable(0, 1), 12);

  const shares = [
    { place: null, share: 0.5 },
    { place, share: 0.25 },
  ];
  const measured = { ...figures, shares };
  expect(shareAt(shares, place)).toBe(0.25);
  expect(shareAt(shares, { part: 'stem' })).toBeNull();
  expect(tileBars(architecture.normal, 0, 'time', measured)[0]).toEqual([0, 1]);
  expect(tileFigures({ ...measured, probabilities: [[0.5, 0.25]] })).toEqual([
    'time',
    'parameters',
    'multiplyAdds',
    'probability',
  ]);
  expect(
    tileBars(architecture.normal, 0, 'probability', figures)
      .flat()
      .every((bar) => bar === 0),
  ).toBe(true);
});
