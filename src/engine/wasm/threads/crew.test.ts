import { expect, test } from 'vitest';
import { DeviceError } from '../../../base/errors.ts';
import { shrinkImages } from '../../../data/shrink.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import { randomGraph } from '../../../network/testing/randomGraphs.ts';
import { MINI_RECIPE } from '../../recipe.ts';
import { createWasmExecutor } from '../executor.ts';
import { STEP_END } from '../memory.ts';
import { thievingCrew } from '../testing/thief.ts';
import words from '../words.json' with { type: 'json' };
import type { Crew, Machine } from './crew.ts';
import { openNodeCrew } from './nodeCrew.ts';

/** A crew that tells which memories it gave. */
async function watched(threads: number): Promise<{ crew: Crew; machines: Machine[] }> {
  const crew = await openNodeCrew(threads);
  const machines: Machine[] = [];
  const open: Crew['open'] = async (...sizes) => {
    const machine = await crew.open(...sizes);
    machines.push(machine);
    return machine;
  };
  return { crew: { threads, lost: crew.lost, open, dispose: () => crew.dispose() }, machines };
}

const IMAGES = shrinkImages(makeSynthetic(40, 1), 16);

async function lossOf(crew: Crew, filters: number): Promise<number> {
  const executor = createWasmExecutor(crew);
  const graph = randomGraph(11, 3, { cellsPerStage: 1, filters, size: 16 });
  const images = await executor.upload(IMAGES);
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch: 10 }, 3);
  for (let step = 0; step < 3; step++) {
    const chosen = Uint32Array.from({ length: 10 }, (_, i) => (7 * step + 3 * i) % 40);
    await program.train(images, chosen, { step, totalSteps: 3, learningRate: 0.05, seed: 3 });
  }
  const { loss } = await program.readMetrics();
  program.dispose();
  return loss;
}

test.each([1, 3])(
  'with %i threads, a memory goes from child to child and leaves no trace',
  async (threads) => {
    const fresh = new Map<number, number>();
    for (const filters of [3, 24]) {
      const { crew } = await watched(threads);
      fresh.set(filters, await lossOf(crew, filters));
      crew.dispose();
    }
    const { crew, machines } = await watched(threads);
    for (const filters of [3, 24, 3, 24, 3, 3, 24, 3])
      expect(await lossOf(crew, filters), `F = ${filters}`).toBe(fresh.get(filters));
    crew.dispose();
    expect(new Set(machines.map(({ memory }) => memory)).size).toBeLessThanOrEqual(2);
  },
);

test('every helping thread takes slices', async () => {
  const { crew, machines } = await watched(3);
  const loss = await lossOf(crew, 3);
  const taken = () => [...new Int32Array(machines[0]!.memory, words.TAKEN_BY_HELPERS, 2)];
  // A machine with other work to do may keep one of them waiting.
  for (let tries = 0; tries < 200 && taken().includes(0); tries++) expect(await lossOf(crew, 3)).toBe(loss);
  expect(Math.min(...taken())).toBeGreaterThan(0);
  crew.dispose();
});

test('two children that are open at once do not disturb each other', async () => {
  const { crew, machines } = await watched(2);
  const other = await crew.open(200_000, 1000);
  new Uint8Array(other.memory).fill(7, STEP_END);
  const loss = await lossOf(crew, 3);
  expect(new Uint8Array(other.memory).subarray(STEP_END).every((byte) => byte === 7)).toBe(true);
  other.close();
  expect(await lossOf(crew, 3)).toBe(loss);
  crew.dispose();
  expect(machines).toHaveLength(3);
});

test('a thread that dies over its slice is noticed, and the crew says that it is lost', async () => {
  const crew = await thievingCrew(1);
  await expect(lossOf(crew, 3)).rejects.toThrow(DeviceError);
  expect(await crew.lost).toMatch(/has ended unexpectedly/);
});
