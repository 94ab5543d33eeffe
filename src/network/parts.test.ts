import { expect, test } from 'vitest';
import { presetOf } from '../space/presets.ts';
import { buildCifar, buildImagenet } from './build.ts';
import { countGraph } from './counts.ts';
import { networkParts } from './parts.ts';
import { everyOperation } from './testing/everyOperation.ts';

const nasnet = presetOf('nasnet-a').architecture;
const large = { cellsPerStage: 6, filters: 168, size: 331, stemFilters: 96, skipReductionInput: true };

test.each([
  ['CIFAR', buildCifar(nasnet, { cellsPerStage: 2, filters: 32 })],
  ['every operation', everyOperation({ cellsPerStage: 1, filters: 5, size: 9 })],
  ['ImageNet, mobile', buildImagenet(nasnet, { cellsPerStage: 4, filters: 44 })],
  ['ImageNet, large', buildImagenet(nasnet, large)],
])('the parts cost what the network does: %s', (_, graph) => {
  const parts = networkParts(graph);
  const sum = (of: 'trainable' | 'multiplyAdds') => parts.reduce((all, part) => all + part[of], 0);
  const { trainable, multiplyAdds } = countGraph(graph);
  expect([sum('trainable'), sum('multiplyAdds')]).toEqual([trainable, multiplyAdds]);
  expect(parts).toHaveLength(graph.cells.length + 3);
});

test('image, stem, cells by their numbers, head, each with the shape that it makes', () => {
  const parts = networkParts(buildCifar(nasnet, { cellsPerStage: 1, filters: 8 }));
  expect(parts.map(({ kind, number, shape, filters }) => [kind, number, shape.join('x'), filters])).toEqual([
    ['image', null, '32x32x3', null],
    ['stem', null, '32x32x24', null],
    ['normal', 1, '32x32x48', 8],
    ['reduction', 2, '16x16x64', 16],
    ['normal', 3, '16x16x96', 16],
    ['reduction', 4, '8x8x128', 32],
    ['normal', 5, '8x8x192', 32],
    ['head', null, '1x1x10', null],
  ]);
  expect(parts[0]).toMatchObject({ trainable: 0, multiplyAdds: 0 });
});

test('an auxiliary head changes nothing', () => {
  const options = { cellsPerStage: 1, filters: 8 };
  expect(networkParts(buildCifar(nasnet, { ...options, auxiliary: true }))).toEqual(
    networkParts(buildCifar(nasnet, options)),
  );
});

test('h_{i-1} passes one cell by, or two after a reduction of the large network', () => {
  const passes = (skipReductionInput: boolean) =>
    networkParts(buildImagenet(nasnet, { ...large, cellsPerStage: 2, skipReductionInput })).map(
      (part) => part.passes,
    );
  expect(passes(false)).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
  expect(passes(true)).toEqual([0, 0, 0, 1, 1, 1, 1, 2, 1, 1, 2, 1, 0]);
});
