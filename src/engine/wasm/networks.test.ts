import { afterAll, expect, test } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import type { LayerGraph } from '../../network/graph.ts';
import type { Weights } from '../../network/parameters.ts';
import {
  type AnyNetwork,
  publishedNetworks,
  randomGraph,
  randomNetwork,
} from '../../network/testing/randomGraphs.ts';
import { openBackend } from '../backend.ts';
import type { Executor, Step, StepOptions } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { createReferenceExecutor } from '../reference/executor.ts';
import { isAtEdge } from '../testing/distance.ts';
import { differentiate, toFloat64, type Weights64 } from '../testing/float64/network.ts';
import { batch64, greatest, imagesFor, relativeErrors } from '../testing/gradients.ts';
import { everyPrimitive } from '../testing/graphs.ts';
import { initialWeights } from '../weights.ts';
import { createWasmExecutor } from './executor.ts';
import { openNodeCrew } from './nodeCrew.ts';
import type { WasmProgram } from './program.ts';

const full = process.env.NAS_FULL === '1';
const wasm = createWasmExecutor(await openNodeCrew(2));
afterAll(() => wasm.dispose());

const step: Step = { step: 3, totalSteps: 5, learningRate: 0.05, seed: 7 };

/** A network, how it is trained, and its name. */
interface NetworkCase {
  readonly graph: LayerGraph;
  readonly options: StepOptions;
  readonly title: string;
}

/** Each part of the recipe now and then. */
function networkCase({ graph, isImagenet, title }: AnyNetwork, random: Random): NetworkCase {
  const often = (of: number): boolean => random.integer(of) === 0;
  const options: StepOptions = {
    ...MINI_RECIPE,
    batch: (isImagenet ? 6 : 3) + random.integer(3),
    labelSmoothing: often(3) ? 0.1 : 0,
    keepProbability: often(2) ? 0.6 : 1,
    augmentation: { cropPadding: random.integer(3), flip: true, cutout: often(3) ? 4 : 0 },
  };
  const told = [
    title,
    ...(options.labelSmoothing > 0 ? ['smoothed labels'] : []),
    ...(options.keepProbability < 1 ? ['drop path'] : []),
    ...(options.augmentation.cutout > 0 ? ['cutout'] : []),
  ];
  return { graph, options, title: told.join(', ') };
}

const cases = Array.from({ length: full ? 50 : 4 }, (_, i) => {
  const random = createRandom(1000 + i);
  return networkCase(randomNetwork(random), random);
});
const published = publishedNetworks(createRandom(1)).map((one, i) =>
  networkCase(one, createRandom(1100 + i)),
);

for (const [i, one] of [...cases, ...(full ? published : published.slice(0, 1))].entries()) {
  test(`network ${i}, ${one.title}: loss and every gradient as in float64`, () => agree(one));
}

test('every primitive, odd sizes, an auxiliary head, dropout: loss and every gradient as in float64', () => {
  const options = { ...MINI_RECIPE, batch: 4, labelSmoothing: 0.1, keepProbability: 0.6 };
  return agree({ graph: everyPrimitive(), options, title: 'every primitive' });
});

/**
 * The gradient of a network with relu and maxima jumps where a value crosses 0 or another. A start within a rounding of such an
 * edge, where float64's own gradient jumps as far once weights move by a rounding, is followed by another one.
 */
async function agree(one: NetworkCase): Promise<void> {
  for (let start = 5; start < 9; start++) if (await agreeFrom(one, start)) return;
  expect.unreachable('four starts within a rounding of an edge');
}

/** False where the start is within a rounding of an edge, on whose other side the kernels are. */
async function agreeFrom({ graph, options }: NetworkCase, start: number): Promise<boolean> {
  const indices = Uint32Array.from({ length: options.batch }, (_, i) => (5 * i + 2) % 16);
  const weights = unsettled(initialWeights(graph, start), createRandom(start));
  const images = await wasm.upload(imagesFor(graph));
  const program = (await wasm.compile(graph, options, start)) as WasmProgram;
  program.setWeights(weights);
  await program.train(images, indices, step);
  const { loss, finite } = await program.readMetrics();
  const gradients = await program.readGradients();
  program.dispose();
  const batch = batch64(graph, indices, options, step);
  const exactly = (at: Weights64) => differentiate(graph, at, ...batch, options, step);
  const weights64 = toFloat64(weights);
  const expected = exactly(weights64);
  expect(finite).toBe(true);
  expect(Math.abs(loss - expected.loss) / expected.loss, 'loss').toBeLessThan(1e-4);
  const error = greatest(relativeErrors(gradients, expected.gradients));
  if (error < 1e-4) return true;
  const measure = (actual: Weights64, of: Weights64): number => greatest(relativeErrors(actual, of));
  const excused = isAtEdge(error, weights64, (at) => exactly(at).gradients, measure, start);
  expect(excused, `an error of ${error} that no edge explains`).toBe(true);
  return false;
}

/** Weights of a batch norm as they are after some training; some of its gammas turn the order of numbers round. */
function unsettled(weights: Weights, random: Random): Weights {
  const moved = (values: Float32Array, by: number): Float32Array =>
    values.map((value) => value + by * random.normal());
  return new Map(
    [...weights].map(([name, values]) => {
      if (name.endsWith('gamma'))
        return [name, moved(values, 0.1).map((v) => (random.integer(4) === 0 ? -v : v))];
      return [name, name.endsWith('beta') || name.endsWith('bias') ? moved(values, 0.1) : values];
    }),
  );
}

test('steps stay with those of the reference engine, and the same seed gives the same bits', async () => {
  const graph = randomGraph(7, 2, { cellsPerStage: 1, filters: 4, size: 8 });
  const reference = createReferenceExecutor(await openBackend({ order: ['cpu'] }));
  const steps = full ? 20 : 8;
  const recipe = { ...MINI_RECIPE, batch: 8, keepProbability: 0.8 };
  const lossesOf = async (executor: Executor): Promise<number[]> => {
    const images = await executor.upload(imagesFor(graph));
    const program = await executor.compile(graph, recipe, 5);
    const losses: number[] = [];
    for (let i = 0; i < steps; i++) {
      const chosen = Uint32Array.from({ length: 8 }, (_, at) => (i + 3 * at) % 16);
      await program.train(images, chosen, { step: i, totalSteps: steps, learningRate: 0.01, seed: 5 });
      losses.push((await program.readMetrics()).loss);
    }
    program.dispose();
    images.dispose();
    return losses;
  };
  const losses = await lossesOf(wasm);
  for (const [i, loss] of (await lossesOf(reference)).entries())
    expect(Math.abs(losses[i]! - loss) / loss, `step ${i}`).toBeLessThan(0.01);
  expect(await lossesOf(wasm)).toEqual(losses);
  reference.dispose();
});
