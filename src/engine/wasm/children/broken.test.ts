import { afterAll, expect, test } from 'vitest';
import type { LayerGraph } from '../../../network/graph.ts';
import { presetGraphs } from '../../../network/testing/randomGraphs.ts';
import { openBackend } from '../../backend.ts';
import type { Executor } from '../../executor.ts';
import { MINI_RECIPE, type Recipe } from '../../recipe.ts';
import { createReferenceExecutor } from '../../reference/executor.ts';
import { imagesFor } from '../../testing/gradients.ts';
import { everyPrimitive } from '../../testing/graphs.ts';
import { type ChildResult, trainChild } from '../../trainer.ts';
import { createWasmExecutor } from '../executor.ts';
import { openNodeCrew } from '../threads/nodeCrew.ts';

const full = process.env.NAS_FULL === '1';
const wasm = createWasmExecutor(await openNodeCrew(2));
const reference = createReferenceExecutor(await openBackend({ order: ['cpu'] }));
afterAll(() => {
  wasm.dispose();
  reference.dispose();
});

const usual: Recipe = { ...MINI_RECIPE, batch: 4, epochs: 2, keepProbability: 0.8 };

async function resultOf(executor: Executor, graph: LayerGraph, recipe: Recipe): Promise<ChildResult> {
  const images = await executor.upload(imagesFor(graph));
  const split = {
    train: Uint32Array.from({ length: 12 }, (_, i) => i),
    validation: Uint32Array.from({ length: 4 }, (_, i) => 12 + i),
  };
  const training = trainChild({ executor, graph, images, split, recipe, seed: 4, keepWeights: true });
  for (;;) {
    const next = await training.next();
    if (next.done) {
      images.dispose();
      return next.value;
    }
  }
}

const published = presetGraphs({ cellsPerStage: 1, filters: 3, size: 8 });
const graphs = new Map<string, LayerGraph>([
  ['every primitive', everyPrimitive()],
  // The one with max pools.
  ...published.filter(([id]) => full || id === 'amoebanet-a'),
]);

for (const [name, graph] of graphs) {
  for (const [how, broken] of [
    ['a rate of 1e6', { ...usual, learningRate: 1e6, clipNorm: 0 }],
    ['a rate of 1e30', { ...usual, learningRate: 1e30 }],
  ] as const) {
    test(`${name} with ${how} ends as on the reference engine, and leaves nothing behind`, async () => {
      const before = await resultOf(wasm, graph, usual);
      const [own, other] = [await resultOf(wasm, graph, broken), await resultOf(reference, graph, broken)];
      const told = ({ accuracy, loss, reason, epochs }: ChildResult) => ({
        accuracy,
        loss,
        reason,
        epochs: epochs.length,
      });
      expect(told(own)).toEqual(told(other));
      expect(own.reason).toMatch(/diverged/);
      const after = await resultOf(wasm, graph, usual);
      expect(after.epochs).toEqual(before.epochs);
      expect(after.weights).toEqual(before.weights);
    });
  }
}
