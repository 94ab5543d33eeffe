import { DeviceError, messageOf } from '../../../base/errors.ts';
import { splitSet } from '../../../data/split.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import type { Executor, Precision, Program } from '../../../engine/executor.ts';
import { MINI_RECIPE } from '../../../engine/recipe.ts';
import { buildCifar } from '../../../network/build.ts';
import { graphParameters } from '../../../network/parameters.ts';
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
export const trainedLoss = (executor: Executor): Promise<number> =>
  onProbe(executor, 32, async (program, train) => {
    for (let step = 0; step < 3; step++) await train(step);
    return (await program.readMetrics()).loss;
  });

/**
 * Of the first step at 16 bits against the same at 32. Of 40 seeds of the probe on the software adapter the loss was
 * off by 1.0e-4 in the root of the mean square and by 2.4e-4 at most, and the update by 0.081 and 0.218 of its length:
 * values that rounding puts on the other side of an edge, a relu's or another maximum's. Drivers whose 32-bit sums end otherwise
 * vary within that. An engine that learns at half the rate is 0.5 off, one that learns nothing 1. The loss of three steps would
 * not do: it is off by up to 1.1e-2, where that of an engine that learns nothing is by 9e-3.
 */
export const HALF_TOLERANCES = { loss: 1e-3, update: 0.35 } as const;

/**
 * Compares the first step of the tiny child at 16 bits with that at 32, in which this executor has agreed with what is known.
 * Answers null where they agree, else a sentence that gives the figures. Throws a DeviceError where the device is lost.
 */
export async function halfDisagreement(candidate: Executor): Promise<string | null> {
  const failed = 'The compiled engine failed its self-test at 16 bits here';
  try {
    const wide = await firstStep(candidate, 32);
    const half = await firstStep(candidate, 16);
    if (!(Math.abs(half.loss - wide.loss) <= HALF_TOLERANCES.loss * wide.loss))
      return `${failed}: its loss was ${half.loss.toPrecision(4)} instead of ${wide.loss.toPrecision(4)}.`;
    const apart = lengthOf(half.update, wide.update) / lengthOf(wide.update);
    if (apart <= HALF_TOLERANCES.update) return null;
    return `${failed}: its first step was off by ${(100 * apart).toFixed(0)} % of a step's length.`;
  } catch (thrown) {
    if (thrown instanceof DeviceError) throw thrown;
    return `${failed} (${messageOf(thrown)}).`;
  }
}

/** The loss, and by how much each parameter that is trained changed. */
const firstStep = (
  executor: Executor,
  precision: Precision,
): Promise<{ readonly loss: number; readonly update: Float32Array }> =>
  onProbe(executor, precision, async (program, train) => {
    const trained = graphParameters(program.graph).filter(({ trainable }) => trainable);
    const weights = async (): Promise<number[]> => {
      const all = await program.getWeights();
      return trained.flatMap(({ name }) => [...all.get(name)!]);
    };
    const before = await weights();
    await train(0);
    const { loss } = await program.readMetrics();
    const after = await weights();
    return { loss, update: Float32Array.from(after, (weight, i) => weight - before[i]!) };
  });

/** Euclidean, of a vector or of a difference. */
function lengthOf(vector: Float32Array, from?: Float32Array): number {
  let sum = 0;
  for (const [i, value] of vector.entries()) {
    const apart = value - (from?.[i] ?? 0);
    sum += apart * apart;
  }
  return Math.sqrt(sum);
}

/** A tiny child on synthetic images; `train` takes one of its three steps. */
async function onProbe<Answer>(
  executor: Executor,
  precision: Precision,
  work: (program: Program, train: (step: number) => Promise<void>) => Promise<Answer>,
): Promise<Answer> {
  const set = makeSynthetic(20, 1);
  const { train } = splitSet(set, 10, 10, 1);
  const graph = buildCifar(probe, { cellsPerStage: 1, filters: 2 });
  const images = await executor.upload(set);
  let program: Program | null = null;
  try {
    const made = await executor.compile(graph, { ...MINI_RECIPE, batch: 4, precision }, 1);
    program = made;
    return await work(made, (step) =>
      made.train(images, train.subarray(step * 3, step * 3 + 4), {
        step,
        totalSteps: 3,
        learningRate: 0.05,
        seed: 1,
      }),
    );
  } finally {
    program?.dispose();
    images.dispose();
  }
}
