import { expect, test } from 'vitest';
import { buildCifar } from '../../network/build.ts';
import { liveLayers } from '../../network/live.ts';
import type { Trial } from '../../search/trial.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { PRESET_SETTINGS, SETTINGS } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { outputStates } from '../../space/architecture.ts';
import { presetOf } from '../../space/presets.ts';
import { validateArchitecture } from '../../space/validity.ts';
import { filtersOfEqualCost } from './cost.ts';
import { comparisonOf } from './networks.ts';
import { plainCell } from './plain.ts';

const nasnet = presetOf('nasnet-a').architecture;

test('the plain net is a valid pair whose cells put out their one block, and no layer of it is built for nothing', () => {
  const plain = plainCell();
  expect(validateArchitecture(plain)).toEqual({ ok: true, value: plain });
  expect(outputStates(plain.normal)).toEqual([2]);
  expect(outputStates(plain.reduction)).toEqual([2]);
  const graph = buildCifar(plain, { cellsPerStage: 2, filters: 4, size: 32, auxiliary: false, classes: 10 });
  expect(liveLayers(graph).size).toBe(graph.layers.length);
  const kernels = graph.layers.flatMap((layer) => (layer.kind === 'conv2d' ? [layer.kernel.join('x')] : []));
  // One in each of eight cells, and the stem's.
  expect(kernels.filter((kernel) => kernel === '3x3')).toHaveLength(9);
});

test.each([
  ['NASNet-A at Demo', nasnet, TINY_SETTINGS, [3e5, 1e6, 4e6]],
  ['the plain net at Demo', plainCell(), TINY_SETTINGS, [2e5, 1e6, 4e6]],
  ['the plain net at Mini', plainCell(), PRESET_SETTINGS.mini.settings, [1e6, 2e7]],
])(
  '%s: of all filters those are taken that come closest and exceed by at most 5 %%',
  (_, cells, settings, targets) => {
    const { min } = SETTINGS.filters;
    const costs = Array.from({ length: 40 }, (__, at) => {
      const filters = min + at;
      return { filters, cost: childCounts(cells, { ...settings, filters }).multiplyAdds };
    });
    for (const target of targets) {
      const allowed = costs.filter(({ cost }) => cost <= 1.05 * target);
      const [nearest] = [...(allowed.length > 0 ? allowed : costs.slice(0, 1))].sort(
        (a, b) => Math.abs(a.cost - target) - Math.abs(b.cost - target),
      );
      const found = filtersOfEqualCost(cells, settings, target);
      expect(found.filters).toBe(nearest?.filters);
      expect(found.counts.multiplyAdds).toBe(nearest?.cost);
      expect(found.ratio).toBeCloseTo(nearest!.cost / target, 12);
    }
  },
);

test('where even the fewest filters are dearer they are taken, and that is told', () => {
  const { min } = SETTINGS.filters;
  const least = childCounts(nasnet, { ...TINY_SETTINGS, filters: min }).multiplyAdds;
  expect(filtersOfEqualCost(nasnet, TINY_SETTINGS, least / 2)).toMatchObject({
    ...{ filters: min, match: 'dearer' },
    ratio: 2,
  });
  expect(filtersOfEqualCost(nasnet, TINY_SETTINGS, least).match).toBe('equal');
  expect(filtersOfEqualCost(nasnet, TINY_SETTINGS, 1.5 * least)).toMatchObject({
    match: 'cheaper',
    filters: min,
  });
});

test('a comparison has the winner at the run’s own filters, and both fixed networks at theirs', () => {
  const { trainable, multiplyAdds } = childCounts(nasnet, TINY_SETTINGS);
  const winner: Trial = {
    ...{
      number: 3,
      architecture: nasnet,
      status: 'trained',
      accuracy: 0.5,
      reward: 0.5,
      seconds: 1,
      epochs: [],
    },
    ...{ trainable, multiplyAdds },
  };
  const { networks, ...rest } = comparisonOf(winner, TINY_SETTINGS, 5);
  expect(rest).toEqual({ winner: 3, seeds: 5, trainings: [] });
  expect(networks.map(({ id }) => id)).toEqual(['winner', 'nasnet-a', 'plain']);
  // At its own cost it is itself.
  expect(networks[1]).toMatchObject({ filters: TINY_SETTINGS.filters, trainable, multiplyAdds });
  for (const { architecture, filters, ...counted } of networks)
    expect(childCounts(architecture, { ...TINY_SETTINGS, filters })).toMatchObject({
      trainable: counted.trainable,
      multiplyAdds: counted.multiplyAdds,
    });
});
