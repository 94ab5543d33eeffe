import { afterAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { LayerGraph } from '../network/graph.ts';
import { graphParameters, type Weights } from '../network/parameters.ts';
import { type NodeCase, nodeCases } from '../network/testing/nodeCases.ts';
import { openBackend } from './backend.ts';
import type { Executor, Inspection } from './executor.ts';
import { MINI_RECIPE } from './recipe.ts';
import { createReferenceExecutor } from './reference/executor.ts';
import { distance } from './testing/distance.ts';
import { inferAll, toFloat64 } from './testing/float64/network.ts';
import { describeOnGpu } from './testing/gpu.ts';
import { batch64, imagesFor } from './testing/gradients.ts';
import { everyPrimitive } from './testing/graphs.ts';
import { createWasmExecutor } from './wasm/executor.ts';
import { openNodeCrew } from './wasm/threads/nodeCrew.ts';
import { createCompiledExecutor } from './webgpu/executor.ts';
import { initialWeights } from './weights.ts';

const full = process.env.NAS_FULL === '1';

/** Weights as they are after some training: no statistic is 0 or 1, and some gammas turn the order of numbers round. */
function trainedWeights(graph: LayerGraph, seed: number): Weights {
  const random = createRandom(seed);
  const initial = initialWeights(graph, seed);
  return new Map(
    graphParameters(graph).map(({ name, role }) => {
      const values = initial.get(name)!;
      const moved = (by: number): Float32Array => values.map((value) => value + by * random.normal());
      if (role === 'variance') return [name, values.map(() => 0.5 + random.uniform())];
      if (role === 'gamma')
        return [name, moved(0.2).map((value) => (random.integer(5) === 0 ? -value : value))];
      return [name, role === 'kernel' ? values : moved(0.2)];
    }),
  );
}

const primitives = everyPrimitive();
const cases: readonly NodeCase[] = [
  {
    title: 'every primitive, every layer',
    graph: primitives,
    layers: primitives.layers.map(({ id }) => id),
  },
  ...nodeCases(full),
];

const indices = Uint32Array.of(11, 2, 7);
/** Fewer than there are images: the last batch is not full. */
const batch = 2;

const exact = new Map<LayerGraph, readonly Float64Array[]>();
function exactly(graph: LayerGraph): readonly Float64Array[] {
  const known = exact.get(graph);
  if (known) return known;
  const still = { ...MINI_RECIPE, augmentation: { cropPadding: 0, flip: false, cutout: 0 } };
  const [images] = batch64(graph, indices, still, { step: 0, totalSteps: 1, learningRate: 0, seed: 0 });
  const outputs = inferAll(graph, toFloat64(trainedWeights(graph, 4)), images).map(({ data }) => data);
  exact.set(graph, outputs);
  return outputs;
}

async function inspecting<Answer>(
  executor: Executor,
  graph: LayerGraph,
  layer: number,
  use: (inspection: Inspection) => Promise<Answer>,
  weights: Weights = trainedWeights(graph, 4),
): Promise<Answer> {
  const inspection = await executor.inspect(graph, weights, layer, batch);
  try {
    return await use(inspection);
  } finally {
    inspection.dispose();
  }
}

/** `of`: which of the cases, where not all are looked at in the short test. */
function inspections(open: () => Promise<Executor>, of?: readonly number[]): void {
  const opening = open();
  afterAll(async () => (await opening).dispose());

  const some = full || of === undefined ? cases : of.map((at) => cases[at]!);
  test.each(some)('$title: maps as in float64', async ({ graph, layers }) => {
    const executor = await opening;
    const images = await executor.upload(imagesFor(graph));
    for (const layer of layers) {
      const read = await inspecting(executor, graph, layer, (one) => one.read(images, indices));
      expect(
        distance(read, exactly(graph)[layer]!),
        `layer ${layer}, ${graph.layers[layer]!.kind}`,
      ).toBeLessThan(1e-5);
    }
    images.dispose();
  });

  test('the scores are those by which the program judges, training or not', async () => {
    const executor = await opening;
    const { graph } = cases[1]!;
    const images = await executor.upload(imagesFor(graph));
    const program = await executor.compile(graph, { ...MINI_RECIPE, batch: 4, keepProbability: 0.7 }, 9);
    const step = { step: 0, totalSteps: 2, learningRate: 0.05, seed: 9 };
    await program.train(images, Uint32Array.of(1, 2, 3, 4), step);
    const weights = await program.getWeights();
    const scores = await inspecting(
      executor,
      graph,
      graph.logits,
      (one) => one.read(images, indices),
      weights,
    );
    const predicted = new Uint8Array(indices.length);
    // An inspection beside it disturbs nothing of the child in training.
    await program.train(images, Uint32Array.of(5, 6, 7, 8), { ...step, step: 1 });
    program.setWeights(weights);
    await program.evaluate(images, indices, predicted);
    program.dispose();
    images.dispose();
    const { classes } = graph;
    const best = Array.from(indices, (_, i) => {
      const row = [...scores.subarray(i * classes, (i + 1) * classes)];
      return row.indexOf(Math.max(...row));
    });
    expect(best).toEqual([...predicted]);
  });

  test('what is not there is refused in a sentence', async () => {
    const executor = await opening;
    const { graph } = cases[0]!;
    const images = await executor.upload(imagesFor(graph));
    const weights = trainedWeights(graph, 4);
    await expect(executor.inspect(graph, weights, 999, 1)).rejects.toThrow(
      /layer 999 does not exist: the network has layers 0 to/,
    );
    await expect(executor.inspect(graph, weights, 1, 0)).rejects.toThrow('a batch of 0 images is none');
    await expect(executor.inspect(graph, new Map(), 1, 1)).rejects.toThrow(
      'these are the weights of another network',
    );
    await inspecting(executor, graph, 1, async (one) => {
      await expect(one.read(images, Uint32Array.of(99))).rejects.toThrow(
        'image 99 does not exist: the set holds 16',
      );
      expect(one.bytes).toBeGreaterThan(0);
      expect(one.layer).toBe(graph.layers[1]);
    });
    images.dispose();
  });
}

describe('inspections of the reference engine', () =>
  inspections(async () => createReferenceExecutor(await openBackend({ order: ['cpu'] }))));
describe('inspections of the processor’s engine', () =>
  inspections(async () => createWasmExecutor(await openNodeCrew(2))));
for (const software of [true, false]) {
  await describeOnGpu(`inspections of the compiled engine (${software ? 'coarse' : 'fine'})`, (opened) =>
    inspections(async () => createCompiledExecutor({ ...opened, software }), software ? [0, 2, 3] : [0, 1]),
  );
}
