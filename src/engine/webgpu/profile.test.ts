import { expect, test } from 'vitest';
import { MINI_RECIPE } from '../recipe.ts';
import { everyPrimitive } from '../testing/graphs.ts';
import { compileGraph } from './compile/compile.ts';
import { COARSE, FINE } from './ir/grain.ts';
import { byKernel, byLayer } from './profile.ts';

const graph = everyPrimitive();
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

test.each([
  ['coarse', COARSE],
  ['fine', FINE],
])(
  '%s: the time of every dispatch goes to layers and the rest, and to kernels, none of it twice',
  (_, grain) => {
    const { training } = compileGraph(graph, { ...MINI_RECIPE, batch: 4, keepProbability: 0.8 }, grain);
    const ms = training.dispatches.map((_, i) => 1 + (i % 7));
    const { layers, rest } = byLayer(training, ms);
    expect(sum(layers.values()) + rest).toBeCloseTo(sum(ms), 9);
    expect(sum(byKernel(training, ms).map((kernel) => kernel.ms))).toBeCloseTo(sum(ms), 9);
    // Every live layer with weights has kernels of its own, the halves of a factorised reduction together.
    const timed = new Set(layers.keys());
    const dead = new Set([4, 5, 6]);
    for (const { id, kind, inputs } of graph.layers) {
      const isHalf = kind === 'conv2d' && graph.layers[inputs[0]!]!.kind === 'subsample';
      if (/conv2d|Conv2d|dense|batchNorm/.test(kind) && !isHalf && !dead.has(id))
        expect(timed.has(id), `layer ${id}, ${kind}`).toBe(true);
    }
    // What no block reads has none; the image is of no layer.
    for (const id of [0, ...dead]) expect(timed.has(id)).toBe(false);
    expect(rest).toBeGreaterThan(0);
  },
);

test('a dispatch that does the work of two layers is shared out by workgroups', () => {
  const { training } = compileGraph(graph, { ...MINI_RECIPE, batch: 4 }, COARSE);
  const shared = training.dispatches.findIndex(
    ({ first, end }) => new Set(training.layers.subarray(first, end)).size > 1,
  );
  const { first, end, workgroups } = training.dispatches[shared]!;
  const ms = training.dispatches.map((_, i) => (i === shared ? workgroups : 0));
  const { layers, rest } = byLayer(training, ms);
  // A ms a workgroup: whole numbers, as many as there are jobs at the least.
  for (const time of layers.values()) expect(time % 1).toBeCloseTo(0, 9);
  expect(sum(layers.values()) + rest).toBeCloseTo(workgroups, 9);
  expect([...layers.values()].filter((time) => time > 0).length).toBeGreaterThan(1);
  expect(workgroups).toBeGreaterThanOrEqual(end - first);
});
