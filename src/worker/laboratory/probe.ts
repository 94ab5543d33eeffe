import { mean, median } from '../../base/statistics.ts';
import { SHOWN_IMAGES } from '../../data/shown.ts';
import { shrinkImages } from '../../data/shrink.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import { ChildError, type Executor, type ImageStore, type Program } from '../../engine/executor.ts';
import { SHOWN_EVERY, trainingSteps } from '../../engine/trainer.ts';
import { childCounts, childGraph } from '../../settings/childGraph.ts';
import { LADDER, type Rung, type RungId } from '../../settings/ladder.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import { enoughOf, FITTED_SECONDS } from '../../studies/fitted/choose.ts';
import type { RungSeconds } from '../../studies/fitted/pace.ts';
import { recipeOf } from './recipeOf.ts';

/**
 * How long a child takes here, measured on a real one of each rung: some of its training steps and of its validation, in about
 * half a second for all rungs that may fit, beside compiling. Its images are made in code, since what is in them takes no time.
 */
export interface Probing {
  readonly executor: Pick<Executor, 'upload' | 'compile' | 'backend'>;
  /** Aborts between two steps. */
  readonly signal: AbortSignal;
  /** Waits for work of the device, or rejects with a DeviceError once that is lost. */
  orLost<Value>(work: Promise<Value>): Promise<Value>;
  readonly ladder?: readonly Rung[];
}

/**
 * Climbs from the cheapest rung on, as far as two minutes may reach. A rung whose child this device refuses ends the climb; the
 * cheapest one throws its ChildError. Throws a DeviceError where the device is lost.
 */
export async function probe({ ladder = LADDER, ...probing }: Probing): Promise<RungSeconds> {
  const seconds: Partial<Record<RungId, number>> = {};
  let before: { readonly each: number; readonly work: number } | null = null;
  for (const rung of ladder) {
    const child = await middlingChild(rung);
    const work = workOf(rung, child.multiplyAdds);
    const least: number = before === null ? 0 : (before.each * work) / before.work / BETTER_USED;
    if (least * enoughOf(rung.settings) > FITTED_SECONDS) break;
    try {
      const each = await childSeconds(rung, child.architecture, probing);
      seconds[rung.id] = each;
      before = { each, work };
    } catch (thrown) {
      if (!(thrown instanceof ChildError) || before === null) throw thrown;
      break;
    }
  }
  return seconds;
}

/** At most by so much faster, per multiply-add, is a graphics card with the children of the next rung. */
const BETTER_USED = 8;

/** Of so many random children, the one whose cost is nearest their mean. */
const DRAWN = 31;

async function middlingChild({
  settings,
}: Rung): Promise<{ readonly architecture: Architecture; readonly multiplyAdds: number }> {
  const { blocks, operations, seed } = settings;
  const search = createRandomSearch({ blocks, operations }, seed);
  const children: { readonly architecture: Architecture; readonly multiplyAdds: number }[] = [];
  while (children.length < DRAWN) {
    const { architecture } = await search.suggest();
    children.push({ architecture, multiplyAdds: childCounts(architecture, settings).multiplyAdds });
  }
  search.dispose();
  const middle = mean(children.map(({ multiplyAdds }) => multiplyAdds));
  const off = ({ multiplyAdds }: { readonly multiplyAdds: number }): number =>
    Math.abs(multiplyAdds - middle);
  return children.reduce((nearest, one) => (off(one) < off(nearest) ? one : nearest));
}

/** Multiply-adds of a child's training, which goes back twice as far as forward, and of its validation. */
const workOf = (
  { settings: { epochs, trainImages, validationImages } }: Rung,
  multiplyAdds: number,
): number => multiplyAdds * (3 * epochs * trainImages + validationImages);

/** How long is measured, in seconds: of steps, and of validation. */
const STEPS_FOR = 0.08;
const VALIDATION_FOR = 0.03;

async function childSeconds(
  { settings }: Rung,
  architecture: Architecture,
  probing: Omit<Probing, 'ladder'>,
): Promise<number> {
  return trainingSeconds(await measureChild(settings, architecture, probing), settings);
}

/** Seconds that parts of a child's training take here. */
export interface ChildPace {
  /** Compiling it, and its first step. */
  readonly made: number;
  readonly step: number;
  /** Judging one batch. */
  readonly judging: number;
  /** A look at what it takes the shown images for. */
  readonly look: number;
}

/** Of a whole training, or of so many of its epochs; `testImages` are judged once more, at its end. */
export function trainingSeconds(
  { made, step, judging, look }: ChildPace,
  settings: Settings,
  {
    epochs = settings.epochs,
    testImages = 0,
  }: { readonly epochs?: number; readonly testImages?: number } = {},
): number {
  const { trainImages, validationImages, validateEachEpoch, batch } = settings;
  const steps = trainingSteps({ batch, epochs }, trainImages);
  const judged = (validateEachEpoch ? epochs : 1) * validationImages + testImages;
  return made + (steps - 1) * step + (judged / batch) * judging + Math.ceil(steps / SHOWN_EVERY) * look;
}

/** A step of more seconds is measured once: it is longer than what disturbs it, and nobody waits for more of them. */
const LONG_STEP = 1;
/** Who stops it is heard at least so often, ms, or after a step that is longer. */
const HEARD_EVERY = 100;

/** Trains a few steps of a child, or one long one, and judges it a few times. Throws a ChildError where the device refuses it, a DeviceError where that is lost. */
export async function measureChild(
  settings: Settings,
  architecture: Architecture,
  { executor, signal, orLost }: Omit<Probing, 'ladder'>,
): Promise<ChildPace> {
  const { trainImages, imageSize } = settings;
  const recipe = recipeOf(settings);
  const { batch } = recipe;
  const graph = childGraph(architecture, settings);
  const all = Uint32Array.from({ length: batch }, (_, index) => index);
  const steps = trainingSteps(recipe, trainImages);
  let images: ImageStore | null = null;
  let program: Program | null = null;
  let done = 0;
  let heard = performance.now();
  const mayGoOn = async (): Promise<void> => {
    if (performance.now() - heard > HEARD_EVERY) {
      // An engine that computes in this very thread lets no message and no signal through by itself.
      await new Promise((resolve) => setTimeout(resolve));
      heard = performance.now();
    }
    signal.throwIfAborted();
  };
  const train = async (): Promise<void> => {
    await mayGoOn();
    const step = { step: done++, totalSteps: steps, learningRate: recipe.learningRate, seed: 1 };
    await orLost((program as Program).train(images as ImageStore, all, step));
  };
  const evaluate = async (indices: Uint32Array): Promise<void> => {
    await mayGoOn();
    await orLost((program as Program).evaluate(images as ImageStore, indices));
  };
  try {
    images = await orLost(executor.upload(shrinkImages(makeSynthetic(batch, 1), imageSize)));
    const waited = async (): Promise<void> => void (await orLost((program as Program).readMetrics('keep')));
    const lookAt = (): Promise<void> => evaluate(all.subarray(0, SHOWN_IMAGES));
    const make = async (): Promise<{ readonly made: number; readonly first: number }> => {
      const begun = performance.now();
      program = await orLost(executor.compile(graph, recipe, 1));
      const compiled = performance.now();
      await train();
      await orLost(program.readMetrics());
      const end = performance.now();
      return { made: (end - begun) / 1000, first: (end - compiled) / 1000 };
    };
    const { made: madeFirst, first } = await make();
    if (first > LONG_STEP) {
      // The processor's engine makes nothing in its first step that later ones have.
      const step = executor.backend === 'wasm' ? first : await secondsOf(train, 0, waited, 1);
      if (step > LONG_STEP) {
        const look = await secondsOf(lookAt, 0, undefined, 1);
        return { made: madeFirst, step, judging: (look * batch) / Math.min(batch, SHOWN_IMAGES), look };
      }
    }
    // The first child compiles kernels that later ones have; what making another one takes is each child's own.
    await evaluate(all);
    (program as Program | null)?.dispose();
    program = null;
    const { made } = await make();
    const step = await secondsOf(train, STEPS_FOR, waited);
    const judging = await secondsOf(() => evaluate(all), VALIDATION_FOR);
    const look = await secondsOf(lookAt, 0);
    return { made, step, judging, look };
  } finally {
    (program as Program | null)?.dispose();
    images?.dispose();
  }
}

/** In so many rounds, of which the median counts: a machine has other things to do, too. */
const ROUNDS = 3;
/** No further round begins after so many seconds. */
const ROUNDS_FOR = 0.4;

/** Seconds of a piece of work, done again and again for `least` seconds in all; `waited` settles once all of it is done. */
async function secondsOf(
  work: () => Promise<void>,
  least: number,
  waited: () => Promise<void> = async () => {},
  most = ROUNDS,
): Promise<number> {
  const since = (moment: number): number => (performance.now() - moment) / 1000;
  const begun = performance.now();
  const rounds: number[] = [];
  do {
    const start = performance.now();
    let count = 0;
    do {
      await work();
      count++;
    } while (since(start) < least / ROUNDS);
    await waited();
    rounds.push(since(start) / count);
  } while (rounds.length < most && since(begun) < ROUNDS_FOR);
  return median(rounds);
}
