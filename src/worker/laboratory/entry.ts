import type { Split } from '../../data/dataset.ts';
import { SHOWN_IMAGES } from '../../data/shown.ts';
import { cosineRate } from '../../engine/child/schedules.ts';
import {
  ChildError,
  type Executor,
  type ImageStore,
  type Program,
  type ProgramState,
} from '../../engine/executor.ts';
import { DIVERGED, epochOrder, trainingSteps } from '../../engine/trainer.ts';
import type { TrainingProgress } from '../../search/trial.ts';
import { childGraph } from '../../settings/childGraph.ts';
import type { Architecture } from '../../space/architecture.ts';
import { architectureOf } from '../../space/choices.ts';
import type { TabulatedRecipe } from '../../studies/tabulated/recipes.ts';
import {
  type ClosedRow,
  type ClosedTable,
  type ClosedTraining,
  entrySeed,
} from '../../studies/tabulated/table.ts';
import { recipeOf } from './recipeOf.ts';

/** What a table's children are trained on. */
export interface EntryGround {
  readonly executor: Executor;
  readonly images: ImageStore;
  readonly split: Split;
  /** Images that nothing is chosen by. */
  readonly test: ImageStore;
}

/** One training of one child, as a table keeps it. */
export type TrainedEntry =
  | {
      /** Validation accuracy after each of the recipe's rungs, 0 to 1. */
      readonly rungs: readonly number[];
      /** Whether each validation image was right after the last one, in the order of the split. */
      readonly right: readonly boolean[];
      /** Of the test images, after the last epoch. */
      readonly testAccuracy: number;
      /** The classes that the first test images are taken for. */
      readonly classes: readonly number[];
    }
  | { readonly reason: string };

/**
 * Trains one child from a seed, as trainChild would, but judges it only where a table wants it: a child without averaging
 * and with the plain cosine has the very accuracies that a search would give it. Answers null where `isStopped` says so
 * between two steps; `report` hears of each epoch.
 */
export async function trainEntry(
  { executor, images, split, test }: EntryGround,
  { settings, rungs, averaged, tail }: TabulatedRecipe,
  architecture: Architecture,
  seed: number,
  isStopped: () => boolean | Promise<boolean> = () => false,
  report?: (epoch: Extract<TrainingProgress, { readonly type: 'batch' }>) => void,
): Promise<TrainedEntry | null> {
  const recipe = recipeOf(settings);
  const { epochs, batch } = recipe;
  const steps = trainingSteps(recipe, split.train.length);
  const perEpoch = steps / epochs;
  const ends: ProgramState[] = [];
  const accuracies: number[] = [];
  let program: Program | undefined;
  try {
    program = await executor.compile(childGraph(architecture, settings), recipe, seed);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = epochOrder(split.train, seed, epoch);
      for (let i = 0; i < perEpoch; i++) {
        if (await isStopped()) return null;
        const step = (epoch - 1) * perEpoch + i;
        const share = cosineRate(1, step, steps);
        await program.train(images, order.subarray(i * batch, (i + 1) * batch), {
          step,
          totalSteps: steps,
          learningRate:
            tail === 1 ? cosineRate(recipe.learningRate, step, steps) : recipe.learningRate * share * share,
          seed,
        });
      }
      const { finite, loss: mean, accuracy } = await program.readMetrics();
      if (!finite) return { reason: DIVERGED };
      report?.({
        ...{ type: 'batch', step: epoch * perEpoch, steps, epoch, loss: mean, accuracy },
        imagesPerSecond: 0,
      });
      if (averaged > 1 && epoch > epochs - averaged) ends.push(await program.exportState());
      if (epoch === epochs || !rungs.includes(epoch)) continue;
      const { correct, loss } = await program.evaluate(images, split.validation);
      if (!Number.isFinite(loss)) return { reason: DIVERGED };
      accuracies.push(correct / split.validation.length);
    }
    if (ends.length > 0) program.importState(meanState(ends));
    for (const weights of (await program.getWeights()).values())
      if (!weights.every(Number.isFinite)) return { reason: DIVERGED };
    const predicted = await classesOf(program, images, split.validation);
    const right = Array.from(split.validation, (index, i) => predicted[i] === images.set.labels[index]);
    accuracies.push(right.filter(Boolean).length / right.length);
    const answers = await classesOf(
      program,
      test,
      Uint32Array.from({ length: test.set.count }, (_, i) => i),
    );
    const hits = answers.filter((answer, i) => answer === test.set.labels[i]).length;
    return {
      rungs: accuracies,
      right,
      testAccuracy: hits / test.set.count,
      classes: [...answers.subarray(0, SHOWN_IMAGES)],
    };
  } catch (thrown) {
    if (thrown instanceof ChildError) return { reason: `The child could not be trained: ${thrown.message}` };
    throw thrown;
  } finally {
    program?.dispose();
  }
}

async function classesOf(program: Program, images: ImageStore, indices: Uint32Array) {
  const classes = new Uint8Array(indices.length);
  await program.evaluate(images, indices, classes);
  return classes;
}

/** Means are taken in float64 and rounded once; the velocity is the last one's, and nobody trains on. */
function meanState(states: readonly ProgramState[]): ProgramState {
  const { velocity, weights } = states.at(-1) as ProgramState;
  const mean = weights.map(
    (_, i) => states.reduce((sum, state) => sum + state.weights[i]!, 0) / states.length,
  );
  return { weights: mean, velocity };
}

/**
 * Trains one entry of a table again, whose figures must come out the very same where the engine is of the same version.
 * Null where it fails, as the table then has it.
 */
export async function retrained(
  { space, recipe, rows }: Pick<ClosedTable, 'space' | 'recipe' | 'rows'>,
  row: number,
  training: number,
  ground: EntryGround,
): Promise<ClosedTraining | null> {
  const architecture = architectureOf(space, (rows[row] as ClosedRow).choices);
  const entry = await trainEntry(ground, recipe, architecture, entrySeed(recipe, row, training));
  return entry === null || 'reason' in entry ? null : countsOf(entry, recipe, ground.test.set.count);
}

/** Accuracies as the counts that a table has. */
export function countsOf(
  { rungs, testAccuracy }: { readonly rungs: readonly number[]; readonly testAccuracy: number },
  { settings }: TabulatedRecipe,
  testImages: number,
): ClosedTraining {
  return {
    rungs: rungs.map((accuracy) => Math.round(accuracy * settings.validationImages)),
    test: Math.round(testAccuracy * testImages),
  };
}
