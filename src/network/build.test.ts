import { expect, test } from 'vitest';
import { buildCifar, buildImagenet } from './build.ts';
import { countGraph } from './counts.ts';
import { NASNET_A } from './testing/architectures.ts';

test('NASNet-A (4 @ 1056), ImageNet 224: the published totals', () => {
  const counts = countGraph(buildImagenet(NASNET_A, { cellsPerStage: 4, filters: 44 }));
  expect(counts).toMatchObject({ parameters: 5_326_716, trainable: 5_289_978, penultimateFilters: 1056 });
  expect(Math.round(counts.multiplyAdds / 1e6)).toBe(564);
});

test('NASNet-A (6 @ 4032), ImageNet 331: the published totals', () => {
  const options = { cellsPerStage: 6, filters: 168, size: 331, stemFilters: 96, skipReductionInput: true };
  const counts = countGraph(buildImagenet(NASNET_A, options));
  expect(counts).toMatchObject({ parameters: 88_949_818, trainable: 88_753_150, penultimateFilters: 4032 });
  expect((counts.multiplyAdds / 1e9).toFixed(1)).toBe('23.8');
});

test('NASNet-A (6 @ 768), CIFAR: the published totals', () => {
  const counts = countGraph(buildCifar(NASNET_A, { cellsPerStage: 6, filters: 32 }));
  expect((counts.parameters / 1e6).toFixed(2)).toBe('3.38');
  expect((counts.trainable / 1e6).toFixed(2)).toBe('3.35');
  expect(Math.round(counts.multiplyAdds / 1e6)).toBe(544);
  expect(counts.penultimateFilters).toBe(768);
});
