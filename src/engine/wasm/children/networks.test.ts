import { afterAll, expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import type { Weights } from '../../../network/parameters.ts';
import {
  type AnyNetwork,
  publishedNetworks,
  randomGraph,
  randomNetwork,
  widelyDilatedGraph,
} from '../../../network/testing/randomGraphs.ts';
import { openBackend } from '../../backend.ts';
import type { Executor, Step, StepOptions } from '../../executor.ts';
import { MINI_RECIPE } from '../../recipe.ts';
import { createReferenceExecutor } from '../../reference/executor.ts';
import { isAtEdge } from '../../testing/distance.ts';
import { differentiate, toFloat64, trainStep, type Weights64 } from '../../testing/float64/network.ts';
import { batch64, greatest, imagesFor, relativeErrors } from '../../testing/gradients.ts';
import { everyPrimitive } from '../../testing/graphs.ts';
import { initialWeights } from '../../weights.ts';
import { createWasmExecutor } from '../executor.ts';
import type { WasmProgram } from '../program.ts';
import { openNodeCrew } from '../threads/nodeCrew.ts';

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

test('5 x 5 of rate 2, stride 1 and 2, on maps smaller than its reach: loss and every gradient as in float64', () =>
  agree({ graph: widelyDilatedGraph(), options: { ...MINI_RECIPE, batch: 4 }, title: 'dilconv_5x5' }));

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

const steps = full ? 20 : 8;
const recipe: StepOptions = { ...MINI_RECIPE, batch: 8, keepProbability: 0.8 };
const stepOf = (i: number): Step => ({ step: i, totalSteps: steps, learningRate: 0.01, seed: 5 });
const chosenIn = (i: number): Uint32Array => Uint32Array.from({ length: 8 }, (_, at) => (i + 3 * at) % 16);

async function lossesOn(executor: Executor, graph: LayerGraph): Promise<number[]> {
  const images = await executor.upload(imagesFor(graph));
  const program = await executor.compile(graph, recipe, 5);
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    await program.train(images, chosenIn(i), stepOf(i));
    losses.push((await program.readMetrics()).loss);
  }
  program.dispose();
  images.dispose();
  return losses;
}

/** In float64, from weights that are moved by a rounding. */
function exactLosses(graph: LayerGraph, random: Random): number[] {
  const weights = toFloat64(initialWeights(graph, 5));
  for (const [name, values] of weights)
    weights.set(
      name,
      values.map((w) => w * (1 + 1e-7 * random.normal())),
    );
  const velocity: Weights64 = new Map();
  return Array.from({ length: steps }, (_, i) => {
    const [images, labels] = batch64(graph, chosenIn(i), recipe, stepOf(i));
    return trainStep(graph, weights, velocity, images, labels, recipe, stepOf(i)).loss;
  });
}

/**
 * Within 1 %, all the while. Past an edge of a relu or a maximum a training may go another way: then it is one that float64
 * goes, too, from weights that differ by a rounding.
 */
test.each(full ? [7, 8, 9] : [7])('child %d trains as on the reference engine', async (child) => {
  const graph = randomGraph(child, 2, { cellsPerStage: 1, filters: 4, size: 8 });
  const reference = createReferenceExecutor(await openBackend({ order: ['cpu'] }));
  const losses = await lossesOn(wasm, graph);
  const along = (others: readonly number[]): boolean =>
    losses.every((loss, i) => Math.abs(loss - others[i]!) / others[i]! < 0.01);
  const random = createRandom(child);
  const isAlong =
    along(await lossesOn(reference, graph)) ||
    Array.from({ length: 6 }, () => exactLosses(graph, random)).some(along);
  expect(isAlong, `losses ${losses.join()}`).toBe(true);
  reference.dispose();
});
