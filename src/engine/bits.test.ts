import { afterAll, expect, test } from 'vitest';
import { randomPaperGraph } from '../network/testing/randomGraphs.ts';
import { openBackend } from './backend.ts';
import type { EngineKind, Executor } from './executor.ts';
import { MINI_RECIPE } from './recipe.ts';
import { createReferenceExecutor } from './reference/executor.ts';
import { RECORDED, type Recorded } from './testing/bits.ts';
import { cpuFingerprint, gpuFingerprint } from './testing/fingerprint.ts';
import { describeOnGpu } from './testing/gpu.ts';
import { colouredNoise } from './testing/images.ts';
import { ENGINE_VERSIONS } from './version.ts';
import { createCompiledExecutor } from './webgpu/executor.ts';

/** Where the bits cannot be known: what drivers and instructions may change of these losses. */
const TOLERANCE = 1e-5;
const STEPS = 6;

const graph = randomPaperGraph(7, 2, { cellsPerStage: 1, filters: 4, size: 8 });

/** The loss of every step of a short training, with all that draws from seeds. */
async function lossesOf(executor: Executor): Promise<readonly number[]> {
  const images = await executor.upload(colouredNoise(16, graph.input, graph.classes, 1));
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch: 8, keepProbability: 0.8 }, 5);
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const chosen = Uint32Array.from({ length: 8 }, (_, i) => (step + 3 * i) % 16);
    await program.train(images, chosen, { step, totalSteps: STEPS, learningRate: 0.01, seed: 5 });
    losses.push((await program.readMetrics()).loss);
  }
  program.dispose();
  images.dispose();
  return losses;
}

/** Bit by bit where this machine's are recorded; answers what is to be said where they are not. */
function held(
  losses: readonly number[],
  kind: EngineKind,
  { version, bits }: Recorded,
  fingerprint: string,
): string {
  const remedy = `raise ENGINE_VERSIONS.${kind} if its bits are meant to change, and record them anew`;
  expect(version, remedy).toBe(ENGINE_VERSIONS[kind]);
  const own = bits[fingerprint];
  if (own !== undefined) {
    expect(losses, remedy).toEqual(own);
    return '';
  }
  for (const [step, loss] of Object.values(bits)[0]!.entries())
    expect(Math.abs(losses[step]! - loss) / loss, `step ${step}`).toBeLessThan(TOLERANCE);
  return `Bits were not checked, only ${TOLERANCE}: none are recorded for "${fingerprint}". Here: ${JSON.stringify(losses)}`;
}

/** Past the test runner's own way, which shows what passing tests say in some reporters only. */
const say = (told: string): void => void (told !== '' && process.stderr.write(`${told}\n`));

test('the reference engine trains to the recorded bits', async () => {
  const executor = createReferenceExecutor(await openBackend({ order: ['cpu'] }));
  say(held(await lossesOf(executor), 'reference', RECORDED.reference, cpuFingerprint()));
  executor.dispose();
});

await describeOnGpu('the compiled engine', (opened) => {
  for (const grain of ['coarse', 'fine'] as const) {
    const executor = createCompiledExecutor({ ...opened, software: grain === 'coarse' });
    test(`trains to the recorded bits in the ${grain} grain`, async () => {
      say(held(await lossesOf(executor), 'compiled', RECORDED[grain], gpuFingerprint(opened.adapter)));
    });
    afterAll(() => executor.dispose());
  }
});

test('other bits are noticed, and on an unknown machine what is further off than rounding', () => {
  const recorded: Recorded = { version: 1, bits: { here: [2, 1.5] } };
  const versions = ENGINE_VERSIONS.reference;
  const at = (losses: number[], place: string) => () =>
    held(losses, 'reference', { ...recorded, version: versions }, place);
  expect(at([2, 1.5], 'here')()).toBe('');
  expect(at([2, 1.5 + 2 ** -52], 'here')).toThrow(/raise ENGINE_VERSIONS.reference/);
  expect(at([2, 1.500001], 'elsewhere')()).toMatch(/Bits were not checked.*"elsewhere"/);
  expect(at([2, 1.5001], 'elsewhere')).toThrow(/step 1/);
  expect(() => held([2, 1.5], 'reference', { ...recorded, version: versions + 1 }, 'here')).toThrow();
});
