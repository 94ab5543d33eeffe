import { expect, test } from 'vitest';
import { buildCifar } from '../network/build.ts';
import { countGraph } from '../network/counts.ts';
import { presetOf } from '../space/presets.ts';
import { childCounts, childGraph } from './childGraph.ts';

const { architecture } = presetOf('nasnet-a');
const settings = { cellsPerStage: 1, filters: 2, imageSize: 16 } as const;

test('every setting of the network reaches it', () => {
  const graphs = [
    settings,
    { ...settings, cellsPerStage: 2 },
    { ...settings, filters: 4 },
    { ...settings, imageSize: 32 },
    { ...settings, auxiliary: true },
  ] as const;
  for (const { imageSize: size, ...own } of graphs) {
    expect(childGraph(architecture, { ...own, imageSize: size })).toEqual(
      buildCifar(architecture, { ...own, size }),
    );
  }
  expect(childCounts(architecture, settings)).toEqual(countGraph(childGraph(architecture, settings)));
});

test('an equal architecture has the same graph, until many others were asked for', () => {
  const graph = childGraph(architecture, settings);
  expect(childGraph(structuredClone(architecture), settings)).toBe(graph);
  for (let filters = 3; filters < 40; filters++) {
    childGraph(presetOf('darts-v2').architecture, { ...settings, filters });
  }
  const again = childGraph(architecture, settings);
  expect(again).not.toBe(graph);
  expect(again).toEqual(graph);
});
