import { expect, test } from 'vitest';
import { buildCifar } from '../network/build.ts';
import { graphParameters, type Weights } from '../network/parameters.ts';
import { presetOf } from '../space/presets.ts';
import { drawnWeights } from './drawnWeights.ts';
import { deviation, randomBatch, referenceScores } from './testing/reference.ts';

const { architecture } = presetOf('nasnet-a');
const network = { cellsPerStage: 1, filters: 6, size: 12, classes: 5, auxiliary: true } as const;
const graph = buildCifar(architecture, network);
const images = { mean: [0.5, 0.4, 0.3], deviation: [0.2, 0.25, 0.3] };
const childOf = (weights: Weights) => ({
  architecture,
  graph,
  network: { setting: 'cifar', ...network } as const,
  weights,
  images,
});

test('every parameter is drawn, of the seed and its place alone; variances are positive', () => {
  const weights = drawnWeights(graph, 3);
  expect([...weights.keys()]).toEqual(graphParameters(graph).map(({ name }) => name));
  for (const { name, role, size } of graphParameters(graph)) {
    const values = weights.get(name)!;
    expect(values).toHaveLength(size);
    expect(new Set(values).size).toBeGreaterThan(size / 2);
    if (role === 'variance') expect(Math.min(...values)).toBeGreaterThan(0.4);
  }
  expect(drawnWeights(graph, 3)).toEqual(weights);
  expect(drawnWeights(graph, 4).get('1/kernel')).not.toEqual(weights.get('1/kernel'));
});

test('a role that an export drops, and two that it swaps, change the scores by far more than rounding', async () => {
  const weights = drawnWeights(graph, 3);
  const batch = randomBatch(childOf(weights), 2, 1);
  const scores = await referenceScores(childOf(weights), batch);
  expect(scores.every(Number.isFinite)).toBe(true);
  const parameters = graphParameters(graph);
  const changed = async (change: (name: string, role: string) => Float32Array): Promise<number> => {
    const all = new Map(parameters.map(({ name, role }) => [name, change(name, role)]));
    return deviation(await referenceScores(childOf(all), batch), scores);
  };
  for (const { role, init } of new Map(parameters.map((one) => [one.role, one])).values()) {
    const value = init.kind === 'constant' ? init.value : 0;
    const dropped = (name: string, other: string): Float32Array =>
      other === role ? weights.get(name)!.map(() => value) : weights.get(name)!;
    expect(await changed(dropped), role).toBeGreaterThan(0.01);
  }
  const swaps: Record<string, string> = { mean: 'beta', beta: 'mean', gamma: 'variance', variance: 'gamma' };
  for (const pair of [
    ['mean', 'beta'],
    ['gamma', 'variance'],
  ]) {
    const swapped = (name: string, role: string): Float32Array => {
      const values = weights.get(pair.includes(role) ? name.replace(role, swaps[role]!) : name)!;
      return role === 'variance' ? values.map(Math.abs) : values;
    };
    expect(await changed(swapped), pair.join()).toBeGreaterThan(0.01);
  }
});
