import { expect, test } from 'vitest';
import { buildCifar } from '../../../network/build.ts';
import { networkNodes, nodeAt } from '../../../network/nodes.ts';
import { presetOf } from '../../../space/presets.ts';
import { nodeShares, type SharesJob, sharesOf } from './shares.ts';

const { architecture } = presetOf('nasnet-a');
const graph = buildCifar(architecture, { cellsPerStage: 1, filters: 4, size: 8 });
const nodes = networkNodes(graph, architecture);

test('a node has the time of its layers, of all that was measured', () => {
  const operation = nodeAt(nodes, { part: 'operation', cell: 0, block: 0, slot: 0 })!;
  const stem = nodeAt(nodes, { part: 'stem' })!;
  const step = (ms: number) => ({
    layers: new Map([
      [operation.layers[1]!, ms],
      [operation.layers[2]!, ms],
      [stem.layer, ms],
    ]),
    rest: ms,
  });
  const shares = sharesOf(nodes, [step(1), step(3)])!;
  const of = (place: unknown) =>
    shares.find((one) => JSON.stringify(one.place) === JSON.stringify(place))?.share;
  expect(of(operation.place)).toBe(0.5);
  expect(of(stem.place)).toBe(0.25);
  expect(of(null)).toBe(0.25);
  expect(shares).toHaveLength(nodes.length + 1);
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test('without a clock no program is compiled', async () => {
  const compiled: boolean[] = [];
  const job = (timesSteps: boolean) => {
    const compile = () => {
      compiled.push(timesSteps);
      return Promise.reject(new Error('so'));
    };
    const turns = { take: <Done>(work: () => Promise<Done>) => work() };
    return { executor: { compile, timesSteps }, turns } as unknown as SharesJob;
  };
  expect(await nodeShares(job(false))).toBeNull();
  expect(compiled).toEqual([]);
  await expect(nodeShares({ ...job(true), recipe: { batch: 1 } as never })).rejects.toThrow('so');
  expect(compiled).toEqual([true]);
});

test('where the clock saw no time go by, nothing is known', () => {
  expect(sharesOf(nodes, [{ layers: new Map([[1, 0]]), rest: 0 }])).toBeNull();
  expect(sharesOf(nodes, [])).toBeNull();
});
