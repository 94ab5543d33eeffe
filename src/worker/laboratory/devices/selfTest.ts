import { messageOf } from '../../../base/errors.ts';
import { splitSet } from '../../../data/split.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import type { Executor, Program } from '../../../engine/executor.ts';
import { MINI_RECIPE } from '../../../engine/recipe.ts';
import { buildCifar } from '../../../network/build.ts';
import type { Architecture } from '../../../space/architecture.ts';

/** One of each kind of work: separable, dilated, both pools, both combiners, an identity that is projected. */
const probe: Architecture = {
  normal: {
    blocks: [
      { inputs: [0, 1], operations: ['sepconv_3x3', 'maxpool_3x3'], combiner: 'concat' },
      { inputs: [2, 0], operations: ['avgpool_3x3', 'identity'], combiner: 'add' },
    ],
  },
  reduction: { blocks: [{ inputs: [0, 1], operations: ['dilconv_3x3', 'sepconv_3x3'], combiner: 'add' }] },
};

/** The mean loss of the probe's three steps by the reference engine on the CPU; a test holds it to that. */
const EXPECTED_LOSS = 2.50765;

/** The same of the processor's engine, to the bit; changes with its version (engine/version.ts). */
const EXACT_LOSS = 2.507651922841856;

/** Relative: engines differ by 1e-7 here, and one that does not learn is 9e-3 off. */
const TOLERANCE = 1e-3;

/**
 * Trains a tiny child for three steps and compares its loss with the known one, since every graphics driver is a program of
 * its own. Answers null where they agree, else a sentence that gives the figures.
 */
export async function disagreement(candidate: Executor): Promise<string | null> {
  let found: number;
  try {
    found = await trainedLoss(candidate);
  } catch (thrown) {
    return `The compiled engine failed its self-test here (${messageOf(thrown)}).`;
  }
  if (Math.abs(found - EXPECTED_LOSS) <= TOLERANCE * EXPECTED_LOSS) return null;
  return `The compiled engine failed its self-test here: its loss was ${found.toPrecision(4)} instead of ${EXPECTED_LOSS.toPrecision(4)}.`;
}

/**
 * The same, of the processor's engine: its loss has the same bits everywhere. Answers null where it has, else a sentence.
 */
export async function otherBits(processor: Executor): Promise<string | null> {
  let found: number;
  try {
    found = await trainedLoss(processor);
  } catch (thrown) {
    return `The processor's engine failed its self-test here (${messageOf(thrown)}).`;
  }
  if (found === EXACT_LOSS) return null;
  return `The processor's engine failed its self-test here: its loss was ${found} instead of ${EXACT_LOSS}.`;
}

/** Mean loss of three steps on synthetic images, everything seeded. */
export async function trainedLoss(executor: Executor): Promise<number> {
  const set = makeSynthetic(20, 1);
  const { train } = splitSet(set, 10, 10, 1);
  const graph = buildCifar(probe, { cellsPerStage: 1, filters: 2 });
  const images = await executor.upload(set);
  let program: Program | null = null;
  try {
    program = await executor.compile(graph, { ...MINI_RECIPE, batch: 4 }, 1);
    for (let step = 0; step < 3; step++) {
      await program.train(images, train.subarray(step * 3, step * 3 + 4), {
        step,
        totalSteps: 3,
        learningRate: 0.05,
        seed: 1,
      });
    }
    return (await program.readMetrics()).loss;
  } finally {
    program?.dispose();
    images.dispose();
  }
}
