import { toBase64 } from '../../base/bytes/bits.ts';
import { DataError, DeviceError } from '../../base/errors.ts';
import { hash32 } from '../../base/hash.ts';
import type { Split } from '../../data/dataset.ts';
import { fitsGraph, joinWeights } from '../../engine/checkpoint/programState.ts';
import type { Executor, ImageStore } from '../../engine/executor.ts';
import { trainChild, trainingSteps } from '../../engine/trainer.ts';
import { parameterPlaces } from '../../network/places.ts';
import { ladderOf } from '../../search/halving.ts';
import type { Evaluation, Evaluator, TrainingStep } from '../../search/trial.ts';
import { childCounts, childGraph } from '../../settings/childGraph.ts';
import { isFullTraining } from '../../settings/fullTraining.ts';
import type { Settings } from '../../settings/settings.ts';
import { interruptedBy } from './lost.ts';
import { recipeOf } from './recipeOf.ts';
import { inheritance, leftBy } from './sharing.ts';

export interface TrainingGround {
  readonly executor: Executor;
  readonly images: ImageStore;
  readonly split: Split;
  /** The six images that a person sees it with; nothing is trained on them and nothing chosen by them. */
  readonly shown?: ImageStore;
  /**
   * Images outside the split, which judge a finalist's final training; null where too few are left. Absent: there are none.
   * Rejects with a DataError where they cannot be had.
   */
  outside?(): Promise<ImageStore | null>;
  /** The data set's test images, for a full training's end. Rejects with a DataError where they cannot be had. */
  test?(): Promise<ImageStore>;
  /** Settles, with the reason, once the device is lost. */
  readonly lost: Promise<string>;
}

/** Answers accuracies by really training: trial n's weights, batches and masks are seeded by the run's seed and n, a finalist's further ones by their numbers too. */
export function trainingEvaluator(settings: Settings, ground: TrainingGround): Evaluator {
  const { executor, images, split, shown } = ground;
  const recipe = recipeOf(settings);
  // All of halving's, whichever it asks for: a child that starts again from its seed is then judged as it was before.
  const judgedAfter = settings.validateEachEpoch ? null : (ladderOf(settings)?.budgets ?? []);
  const tests = isFullTraining(settings);
  const orLost = interruptedBy(ground.lost);

  return {
    cost(architecture) {
      const { trainable, multiplyAdds } = childCounts(architecture, settings);
      return { trainable, multiplyAdds, steps: trainingSteps(recipe, split.train.length) };
    },
    async *evaluate(
      architecture,
      trial,
      { from, shared, until = recipe.epochs, again, keepWeights = false, isAlone = false } = {},
    ): AsyncGenerator<TrainingStep, Evaluation, void> {
      const graph = childGraph(architecture, settings);
      // A state of another network is worth nothing; from its seed the child ends the same.
      const usable = from !== undefined && fitsGraph(graph, from) && from.epochs.length < until;
      const places = shared === undefined ? [] : parameterPlaces(graph, architecture);
      // A child that goes on began with the same: what is shared changes only between children.
      const heritage = shared === undefined ? null : inheritance(places, shared);
      let judges: ImageStore | null = null;
      try {
        judges = again?.isFinal && ground.outside ? await orLost(ground.outside()) : null;
      } catch (thrown) {
        if (!(thrown instanceof DataError)) throw thrown;
        // A finalist fails by it; the search that found it is whole, and its other trainings stand.
        const reason = `The images that were to judge it could not be loaded: ${thrown.message}`;
        return { accuracy: null, reason, seconds: 0, epochs: [] };
      }
      const test = tests && !again && ground.test ? await orLost(ground.test()) : null;
      const training = trainChild({
        executor,
        graph,
        images,
        split,
        recipe,
        seed: again ? hash32(hash32(settings.seed, trial), again.training) : hash32(settings.seed, trial),
        until,
        states: true,
        throwsOnceBegun: isAlone,
        ...(judgedAfter && { judgedAfter }),
        ...(test && { test }),
        ...(judges && { judge: { images: judges, indices: allOf(judges) } }),
        ...(shown && { shown }),
        ...(usable ? { from } : {}),
        ...(heritage && { inherited: heritage.weights }),
        ...((heritage || keepWeights) && { keepWeights: true }),
      });
      try {
        while (true) {
          const { value, done } = await orLost(training.next());
          if (!done) {
            const told = value.type === 'compiled' &&
              !usable &&
              heritage && { inherited: heritage.trainable };
            yield told ? { ...value, ...told } : value;
            continue;
          }
          const { accuracy, seconds, epochs, reason, isRefused, right, shown: classes } = value;
          const { weights, test: tested } = value;
          const judged = judges
            ? ({ on: 'outside', images: judges.set.count } as const)
            : ({ on: 'validation', images: split.validation.length } as const);
          return {
            accuracy,
            seconds,
            epochs,
            ...(accuracy === null ? {} : { judged }),
            ...(right && { right: toBase64(right) }),
            ...(classes && { shown: classes }),
            ...(tested && { test: { ...tested, right: toBase64(tested.right) } }),
            ...(reason === undefined ? {} : { reason }),
            ...(isRefused && { isRefused }),
            ...(heritage && { inherited: heritage.trainable }),
            ...(heritage && weights && { left: leftBy(places, weights) }),
            ...(keepWeights && weights && { weights: joinWeights(graph, weights) }),
          };
        }
      } finally {
        await orLost(training.return(undefined as never)).catch((thrown: unknown) => {
          if (!(thrown instanceof DeviceError)) throw thrown;
        });
      }
    },
  };
}

const allOf = ({ set }: ImageStore): Uint32Array =>
  Uint32Array.from({ length: set.count }, (_, index) => index);
