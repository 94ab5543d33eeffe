import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { shrinkImages } from '../../data/shrink.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import { randomGraph } from '../../network/testing/randomGraphs.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { ENGINE_VERSIONS } from '../version.ts';
import { createWasmExecutor } from './executor.ts';
import { openNodeCrew } from './nodeCrew.ts';

/** What a short training of a random child ends with, to the bit. */
async function digestOf(threads: number): Promise<string> {
  const crew = await openNodeCrew(threads);
  const executor = createWasmExecutor(crew);
  const graph = randomGraph(11, 3, { cellsPerStage: 1, filters: 4, size: 16 });
  const images = await executor.upload(shrinkImages(makeSynthetic(80, 1), 16));
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch: 20, keepProbability: 0.8 }, 3);
  for (let step = 0; step < 6; step++) {
    const chosen = Uint32Array.from({ length: 20 }, (_, i) => (7 * step + 3 * i) % 80);
    await program.train(images, chosen, { step, totalSteps: 6, learningRate: 0.05, seed: 3 });
  }
  const { weights, velocity } = await program.exportState();
  const { loss } = await program.readMetrics();
  program.dispose();
  crew.dispose();
  const hash = createHash('sha256');
  for (const part of [weights, velocity, Float64Array.of(loss)]) hash.update(new Uint8Array(part.buffer));
  return hash.digest('hex');
}

/** The same on every machine: raise the version, and record it anew, where it is meant to change. */
const RECORDED = { version: 1, digest: 'bcac551c511a72367980109ce5b07559225d87b3ac5771d5113cbe798c043294' };

test('the processor trains to the recorded bits', async () => {
  expect(RECORDED.version).toBe(ENGINE_VERSIONS.wasm);
  expect(await digestOf(1)).toBe(RECORDED.digest);
});

test('one, two, three and eight threads give the same bits', async () => {
  const alone = await digestOf(1);
  for (const threads of [2, 3, 8]) expect(await digestOf(threads), `${threads} threads`).toBe(alone);
});
