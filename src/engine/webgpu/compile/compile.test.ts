import { expect, test } from 'vitest';
import type { LayerGraph } from '../../../network/graph.ts';
import { presetGraphs, randomPaperGraph } from '../../../network/testing/randomGraphs.ts';
import { MINI_RECIPE } from '../../recipe.ts';
import { GraphSketch } from '../../testing/graphs.ts';
import { COARSE, FINE, type Grain, grainsOf } from '../ir/grain.ts';
import { isDepthwiseBackward } from '../kernels/depthwise/depthwiseBackward.ts';
import { WAYS } from '../ways.ts';
import { compileGraph, type Launched, launchesOf } from './compile.ts';
import type { Plan } from './tables.ts';
import { leastBytes } from './traffic.ts';

const options = { ...MINI_RECIPE, batch: 4 };

const kernels = ({ dispatches }: Plan): readonly string[] => dispatches.map(({ family }) => family.name);

function training(graph: LayerGraph, grain: Grain): readonly string[] {
  return kernels(compileGraph(graph, options, grain).training);
}

/** Two separable convolutions of `channels` channels; with `twice` the batch norm between them is read once more. */
function separable(channels: number, twice = false): LayerGraph {
  const g = new GraphSketch([8, 8, 3]);
  const first = g.bn(g.conv(g.depthwise(g.relu(g.conv(0, channels)), 3, 1), channels));
  const second = g.bn(g.conv(g.depthwise(g.relu(first), 5, 1), channels));
  const last = twice ? g.add({ kind: 'add' }, [first, second]) : second;
  return g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [last])], 3));
}

test('a separable convolution has two kernels backward, and nothing is collected between them', () => {
  const names = training(separable(8), COARSE);
  const gradients = names.filter((name) => /Backward|^collect|depthwiseFilter|normaliseInput/.test(name));
  expect(gradients).toEqual([
    'collect, map',
    'pointwiseBackward 2 by 2',
    'depthwiseBackward 5 x 5, rate 1',
    'pointwiseBackward 2 by 2',
    'depthwiseBackward 3 x 3, rate 1',
  ]);
});

test('a batch norm that two read is collected, and wider products have a kernel for each gradient', () => {
  const collected = (graph: LayerGraph) => training(graph, COARSE).filter((name) => name === 'collect 2');
  expect(collected(separable(8))).toEqual([]);
  expect(collected(separable(8, true))).toEqual(['collect 2']);
  const wide = training(separable(12), COARSE);
  expect(wide).toContain('normaliseInput');
  expect(wide.filter((name) => name.startsWith('pointwiseBackward'))).toEqual([]);
});

test('for graphics cards gradients have kernels of their own', () => {
  const names = training(separable(8), FINE);
  expect(names.filter((name) => name.includes('Backward'))).toEqual([]);
  expect(names).toContain('normaliseInput');
});

test('gradients in one pass for graphics cards: windows and products for which there are registers', () => {
  const names = training(separable(8), { ...FINE, fused: 1 }).filter((name) => name.includes('Backward'));
  expect(names).toEqual([
    'pointwiseBackward 2 by 2, joined',
    'depthwiseBackward 5 x 5, rate 1, joined',
    'pointwiseBackward 2 by 2, joined',
    'depthwiseBackward 3 x 3, rate 1, joined',
  ]);
  const taps = (kernel: readonly [number, number], rate = 1) =>
    isDepthwiseBackward(
      { kernel, rate, strides: [1, 1], before: [0, 0], diagonal: false },
      { ...FINE, fused: 1 },
    );
  expect([taps([3, 3]), taps([5, 5]), taps([3, 3], 2), taps([5, 5], 2), taps([7, 1])]).not.toContain(false);
  expect([taps([7, 7]), taps([1, 7])]).toEqual([false, false]);
});

test('gradients in one pass have at least half as many workgroups as apart, and move fewer bytes', () => {
  const [, graph] = presetGraphs({ cellsPerStage: 1, filters: 8 }).find(([id]) => id === 'nasnet-a')!;
  const of = (name: 'half' | 'half, fused'): Launched =>
    launchesOf(graph, { ...MINI_RECIPE, batch: 64, precision: 16 }, WAYS[name].grain).training;
  const [apart, together] = [of('half'), of('half, fused')];
  const most = new Map<number, number>();
  for (const [{ family, workgroups }, layer] of apart.emitter.layers) {
    if (!/^(depthwise|pointwise).*gradients$|^(depthwise|pointwise)Filter/.test(family.name)) continue;
    most.set(layer, Math.max(most.get(layer) ?? 0, workgroups));
  }
  const fused = [...together.emitter.layers].filter(([{ family }]) => family.name.includes('Backward'));
  // 22 separable convolutions of 3 x 3 and 16 of 5 x 5; before, 27 products of at most 4 groups, the first of each that has a stride too.
  expect(fused).toHaveLength(22 + 16 + 27);
  for (const [{ family, workgroups }, layer] of fused)
    expect(workgroups, family.name).toBeGreaterThanOrEqual(most.get(layer)! / 2);

  const bytes = ({ launches }: Launched): number =>
    launches.flat().reduce((sum, task) => sum + leastBytes(task), 0);
  expect(bytes(together) / bytes(apart)).toBeLessThan(0.82);
});

test('at the least a kernel for both gradients moves its maps, the records and its partial sums once', () => {
  const grain = WAYS['half, fused'].grain;
  const { launches } = launchesOf(separable(8), { ...options, precision: 16 }, grain).training;
  const task = (name: string) => launches.flat().find(({ family }) => family.name.startsWith(name))!;
  const map = options.batch * 8 * 8 * 8 * 2;
  const [product, window] = [task('pointwiseBackward'), task('depthwiseBackward 3 x 3')];
  const vector = 8 * 4;
  // Of so small a map one workgroup's sums.
  expect([product.workgroups, window.workgroups]).toEqual([1, 1]);
  // Of the record the mean and the deviation.
  expect(leastBytes(product)).toBe(4 * map + (2 + 3) * vector + 8 * vector);
  expect(leastBytes(window)).toBe(3 * map + 9 * vector);
});

test('folded, nothing in a training step waits for kernels that only join the sums of batch norms', () => {
  const graph = separable(8, true);
  const folded = compileGraph(graph, options, { ...FINE, folded: 1 });
  const names = kernels(folded.training);
  // Three readers of two norms, and the mean; convolutions of other values have no use for it.
  expect(names.filter((name) => /^(depthwise|combine|mean).*folded/.test(name))).toHaveLength(4);
  const normalises = names.flatMap((name, i) => (name.startsWith('normalise,') ? [i] : []));
  expect(normalises).toHaveLength(1);
  expect(normalises[0]).toBeGreaterThan(names.indexOf('loss'));
  expect(names.filter((name) => name.startsWith('normaliseGradient'))).toEqual(['normaliseGradient, folded']);
  const backward = names.findLastIndex((name) => /Filter|normaliseInput|collect/.test(name));
  expect(backward).toBeGreaterThan(normalises[0]!);
  expect(names.indexOf('normaliseGradient, folded')).toBeGreaterThan(backward);
  const plain = compileGraph(graph, options, FINE);
  expect(kernels(folded.evaluation)).toEqual(kernels(plain.evaluation));
  expect(folded.training.table.length).toBe(plain.training.table.length);
  // Only where sums are joined.
  expect(training(graph, { ...COARSE, folded: 1 })).toEqual(training(graph, COARSE));
});

test.each(Object.entries({ COARSE, FINE }))(
  '%s: every dispatch of every preset has its jobs and workgroups',
  (_, grain) => {
    for (const [, graph] of presetGraphs({ cellsPerStage: 1, filters: 4 })) {
      const { training: train, evaluation } = compileGraph(graph, options, grain);
      for (const { dispatches, lists, arenaGroups } of [train, evaluation]) {
        expect(arenaGroups).toBeGreaterThan(0);
        let job = 0;
        for (const { family, first, end, workgroups, owners } of dispatches) {
          expect(first).toBe(job);
          job = end;
          // Every workgroup names a job of the dispatch, and every job has one.
          const named = new Set(lists.subarray(4 * owners, 4 * owners + workgroups));
          expect(named, family.name).toEqual(
            new Set(Array.from({ length: end - first }, (_, i) => first + i)),
          );
        }
      }
    }
  },
);

test('the dispatches of the example in docs/ENGINE.md', () => {
  const g = new GraphSketch([8, 8, 3]);
  const map = g.relu(g.bn(g.conv(0, 6, [3, 3])));
  const graph = g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [map])], 3));
  const { training: step, evaluation, parameters } = compileGraph(graph, options, COARSE);
  expect(kernels(step).join(' | ')).toBe(
    'gather | convolve | moments | normalise | mean | pointwise 4 to 2, again | loss | pointwise 4 to 2, again | ' +
      'collect, map | normaliseGradient | normaliseInput | pointwiseFilter 2 by 1 | tally | filterGradient | reduce | ' +
      'squares | clip | update',
  );
  expect(evaluation.dispatches).toHaveLength(7);
  expect([step.arenaGroups, step.table.length, step.lists.length]).toEqual([9996, 640, 84]);
  expect([parameters.trainableFloats, parameters.statisticsFloats]).toEqual([340, 28]);
});

test('at 16 bits the arena is at most 0.65 of that of 32, on any adapter', () => {
  const network = randomPaperGraph(1, 5, { cellsPerStage: 1, filters: 8, size: 16 });
  const groups = (precision: 32 | 16): number =>
    compileGraph(network, { ...MINI_RECIPE, batch: 64, precision }, grainsOf(false)[precision]).training
      .arenaGroups;
  expect(groups(16) / groups(32)).toBeLessThan(0.65);
  expect(grainsOf(true)[16]).toBe(grainsOf(false)[16]);
  expect(() => compileGraph(network, { ...MINI_RECIPE, precision: 16 }, COARSE)).toThrow('single channels');
});
