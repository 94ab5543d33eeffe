import { packBits } from '../base/bytes/bits.ts';
import { InputError } from '../base/errors.ts';
import { hash32 } from '../base/hash.ts';
import { createRandom, shuffle } from '../base/random.ts';
import type { Split } from '../data/dataset.ts';
import type { LayerGraph } from '../network/graph.ts';
import type { Weights } from '../network/parameters.ts';
import { type EpochPart, EpochParts } from './child/epochParts.ts';
import { cosineRate } from './child/schedules.ts';
import { WorkingTime } from './child/workingTime.ts';
import {
  ChildError,
  type EvaluationMetrics,
  type Executor,
  type ImageStore,
  type Program,
  type ProgramCost,
  type ProgramState,
  type TrainMetrics,
} from './executor.ts';
import type { Recipe } from './recipe.ts';

export interface ChildTraining {
  readonly executor: Executor;
  readonly graph: LayerGraph;
  readonly images: ImageStore;
  readonly split: Split;
  readonly recipe: Recipe;
  /** Seeds weights, order of the images, augmentation and masks. */
  readonly seed: number;
  /** Goes on after the epochs that are done in it; it must be of the same graph, recipe and seed. */
  readonly from?: ChildState;
  /** Initial weights that are not to be drawn from the seed, by parameter name; a child that goes on has its own. */
  readonly inherited?: Weights;
  /** Answers the weights that the child ends with. */
  readonly keepWeights?: boolean;
  /**
   * Ends after so many epochs in all, with a `state` to go on from; absent: after all of the recipe's. Schedules are the
   * recipe's either way, so that a child that pauses and goes on is the very one that never paused (Li et al. 2020 resume
   * configurations the same way); its accuracy where it pauses is that of a rate which has not yet fallen to 0.
   */
  readonly until?: number;
  /**
   * Epochs after which the child is judged, beside the one that it ends or pauses with; absent: all of them. It learns the
   * same either way: judging changes nothing, and takes about a third of the time that training on as many images does.
   */
  readonly judgedAfter?: readonly number[];
  /** What the last judgement is on, instead of the validation images. */
  readonly judge?: { readonly images: ImageStore; readonly indices: Uint32Array };
  /**
   * Images that the child is tested by once, after the recipe's last epoch: all of them. No epoch is judged by them, and one
   * that pauses before is not tested.
   */
  readonly test?: ImageStore;
  /**
   * A few images whose classes a person is shown while it trains: it is asked every 20 steps and at its end. They change
   * nothing of it.
   */
  readonly shown?: ImageStore;
  /** Reports a `state` after every epoch but the recipe's last. */
  readonly states?: boolean;
  /** Throws a ChildError once an epoch is done: whoever keeps the last `state` can go on from it, and loses nothing. */
  readonly throwsOnceBegun?: boolean;
}

/** A child between two epochs: going on from here gives the very same numbers as never having stopped. */
export interface ChildState extends ProgramState {
  readonly epochs: readonly ChildEpoch[];
  /** Seconds that they took. */
  readonly seconds: number;
}

/** What training a child reports. Shapes agree with the search's TrainingProgress. */
export type ChildProgress =
  /** First of all, where kernels are to be compiled that no child before needed. */
  | { readonly type: 'compiling'; readonly kernels: number }
  /** Before the first step; `dispatches` null where they cannot be known before. */
  | { readonly type: 'compiled'; readonly dispatches: number | null; readonly bytes: number }
  | {
      readonly type: 'batch';
      /** Steps done, of `steps` until it ends or pauses. */
      readonly step: number;
      readonly steps: number;
      /** From 1. */
      readonly epoch: number;
      /** Means over the steps that were read last; always numbers, since the first step is read at once. */
      readonly loss: number;
      readonly accuracy: number;
      /** Of measured training steps; 0 until there is one. */
      readonly imagesPerSecond: number;
    }
  | { readonly type: 'evaluating'; readonly epoch: number; readonly done: number; readonly total: number }
  | ({ readonly type: 'epoch' } & ChildEpoch)
  /** The classes that the shown images are taken for after so many steps in all. */
  | { readonly type: 'shown'; readonly step: number; readonly classes: readonly number[] }
  | { readonly type: 'state'; readonly state: ChildState };

export interface ChildEpoch {
  /** From 1. */
  readonly epoch: number;
  /** Mean training cross-entropy of the epoch, without weight decay. */
  readonly loss: number;
  readonly trainAccuracy: number;
  /** Absent where the child was not judged after this epoch, or by other images. */
  readonly validationAccuracy?: number;
  /** The epoch in equal parts; absent where it is not cut (child/epochParts.ts). */
  readonly parts?: readonly EpochPart[];
}

export interface ChildResult {
  /** Of the last judgement, by running statistics; null where the child failed. */
  readonly accuracy: number | null;
  /** A bit for each image of the last judgement: whether it was right (base/bytes/bits.ts). Absent where the child failed. */
  readonly right?: Uint8Array<ArrayBuffer>;
  /** On the test images; absent where there are none, or the child failed or paused. */
  readonly test?: TestResult;
  /** The classes that the shown images are taken for in the end; absent where there are none, or the child failed. */
  readonly shown?: readonly number[];
  /** Mean training cross-entropy of the last epoch; null where the child failed. */
  readonly loss: number | null;
  /** Why it failed, as a sentence. */
  readonly reason?: string;
  /** It failed by a ChildError: the device refused it. */
  readonly isRefused?: true;
  /** Seconds of training and evaluation; time in which nobody pulled does not count. */
  readonly seconds: number;
  /** Of measured training steps; 0 where there was none. */
  readonly imagesPerSecond: number;
  readonly epochs: readonly ChildEpoch[];
  readonly cost: ProgramCost;
  /** By parameter name, running statistics included, where they were asked for and the child did not fail. */
  readonly weights?: Weights;
}

/** Of the test images, by running statistics. */
export interface TestResult {
  readonly accuracy: number;
  readonly images: number;
  /** A bit an image: whether it was right (base/bytes/bits.ts). */
  readonly right: Uint8Array<ArrayBuffer>;
}

/** The steps that training takes. Throws an InputError where not even one batch can be filled. */
export function trainingSteps(recipe: Pick<Recipe, 'batch' | 'epochs'>, trainImages: number): number {
  const perEpoch = Math.floor(trainImages / recipe.batch);
  if (perEpoch < 1) {
    throw new InputError(
      `a batch of ${recipe.batch} cannot be filled from ${trainImages} training images: use a smaller batch or more images`,
    );
  }
  return perEpoch * recipe.epochs;
}

/** How often the numbers of the GPU are waited for; a report between two carries the last ones. */
const metricsEveryMs = 250;

/**
 * Trains one child and answers its accuracy. It is driven by pulls: after every batch, of training and of evaluation, it
 * yields, and a consumer that stops pulling pauses it there; `return()` ends it and frees the program. A loss that is not
 * finite, and a ChildError, end it with a reason, and it leaves no state and no weights; other errors are thrown.
 */
export async function* trainChild(training: ChildTraining): AsyncGenerator<ChildProgress, ChildResult, void> {
  const { images, split, recipe, seed, from, inherited } = training;
  const steps = trainingSteps(recipe, split.train.length);
  const until = Math.min(training.until ?? recipe.epochs, recipe.epochs);
  if (split.validation.length === 0 || training.judge?.indices.length === 0) {
    throw new InputError('there are no validation images: a child is judged by at least one');
  }
  const clock = new WorkingTime(from?.seconds ?? 0);
  const epochs: ChildEpoch[] = [...(from?.epochs ?? [])];
  const latest: Latest = { loss: Number.NaN, accuracy: Number.NaN, shown: null };
  let last: Judgement | null = null;
  let program: Program | undefined;
  const finish = (accuracy: number | null, reason?: string): ChildResult => ({
    accuracy,
    loss: accuracy === null ? null : (epochs.at(-1)?.loss ?? null),
    ...(reason === undefined ? {} : { reason }),
    seconds: clock.seconds,
    imagesPerSecond: clock.imagesPerSecond,
    epochs,
    cost: program?.cost() ?? { dispatches: null, peakBytes: 0, hostMs: null },
  });
  try {
    program = yield* compiled(training, clock);
    if (from) program.importState(from);
    else if (inherited) program.setWeights(inherited);
    const { dispatches, peakBytes } = program.cost();
    yield clock.outside({ type: 'compiled', dispatches, bytes: peakBytes });
    clock.resume();
    for (let epoch = epochs.length + 1; epoch <= until; epoch++) {
      const order = epochOrder(split.train, seed, epoch);
      const trained = yield* trainEpoch(program, images, order, epoch, steps, training, clock, latest);
      if (trained === null) return finish(null, DIVERGED);
      const isLast = epoch === until;
      const isJudged = isLast || (training.judgedAfter?.includes(epoch) ?? true);
      const judge = (isLast && training.judge) || { images, indices: split.validation };
      const judged = isJudged ? yield* evaluate(program, judge, epoch, recipe.batch, clock) : null;
      if (judged && !Number.isFinite(judged.loss)) return finish(null, DIVERGED);
      if (isLast && judged) last = judged;
      const isValidated = judged !== null && judge.indices === split.validation;
      const { parts } = trained;
      const point: ChildEpoch = {
        epoch,
        loss: trained.loss,
        trainAccuracy: trained.accuracy,
        ...(isValidated ? { validationAccuracy: judged.correct / judged.images } : {}),
        ...(parts && { parts }),
      };
      epochs.push(point);
      yield clock.outside({ type: 'epoch', ...point });
      clock.resume();
      if (!training.states || epoch === recipe.epochs) continue;
      const state = { ...(await program.exportState()), epochs: [...epochs], seconds: clock.seconds };
      clock.skip();
      yield clock.outside({ type: 'state', state });
      clock.resume();
    }
    const tested =
      training.test && until === recipe.epochs
        ? yield* testOnce(program, training.test, training, clock)
        : null;
    const weights = training.keepWeights ? { weights: await program.getWeights() } : {};
    const { shown } = latest;
    const told = {
      ...(last && { right: last.right }),
      ...(tested && { test: tested }),
      ...(shown && { shown }),
    };
    const accuracy = last ? last.correct / last.images : (epochs.at(-1)?.validationAccuracy ?? 0);
    return { ...finish(accuracy), ...told, ...weights };
  } catch (thrown) {
    if (thrown instanceof ChildError && !(training.throwsOnceBegun && epochs.length > 0))
      return { ...finish(null, `The child could not be trained: ${thrown.message}`), isRefused: true };
    throw thrown;
  } finally {
    program?.dispose();
  }
}

/** Why a training ended whose numbers are no longer finite. */
export const DIVERGED = 'Training diverged: the loss or its gradient is no longer a finite number.';

/** What was last read of a child in training. */
interface Latest {
  loss: number;
  accuracy: number;
  shown: readonly number[] | null;
}

/** Tells of its kernels where there are any to compile. */
async function* compiled(
  { executor, graph, recipe, seed }: ChildTraining,
  clock: WorkingTime,
): AsyncGenerator<ChildProgress, Program, void> {
  let tell!: (kernels: number) => void;
  const told = new Promise<number>((resolve) => {
    tell = resolve;
  });
  const making = executor.compile(graph, recipe, seed, tell);
  making.catch(() => {}); // thrown where it is awaited
  let isWanted = false;
  try {
    const kernels = await Promise.race([told, making.then(() => 0)]);
    if (kernels > 0) {
      yield clock.outside({ type: 'compiling', kernels });
      clock.resume();
    }
    isWanted = true;
    return await making;
  } finally {
    // Nobody pulled any more.
    if (!isWanted)
      await making.then(
        (program) => program.dispose(),
        () => {},
      );
  }
}

/** Answers null as soon as a step is known not to have been finite. */
async function* trainEpoch(
  program: Program,
  images: ImageStore,
  order: Uint32Array,
  epoch: number,
  steps: number,
  { recipe, seed, from, shown, until = recipe.epochs }: ChildTraining,
  clock: WorkingTime,
  latest: Latest,
): AsyncGenerator<ChildProgress, TrainedEpoch | null, void> {
  const perEpoch = steps / recipe.epochs;
  let total: TrainMetrics = { steps: 0, images: 0, loss: 0, accuracy: 0, finite: true };
  const first = (from?.epochs.length ?? 0) * perEpoch;
  const parts = new EpochParts(perEpoch, recipe.epochs);
  let readAt = performance.now();
  for (let i = 0; i < perEpoch; i++) {
    const step = (epoch - 1) * perEpoch + i;
    await program.train(images, order.subarray(i * recipe.batch, (i + 1) * recipe.batch), {
      step,
      totalSteps: steps,
      learningRate: cosineRate(recipe.learningRate, step, steps),
      seed,
    });
    // The first step makes shaders and says nothing of the speed, so it is waited for and measured apart.
    const last = i === perEpoch - 1;
    const endsPart = parts.endsAfter(i + 1);
    if (last || endsPart || step === first || performance.now() - readAt >= metricsEveryMs) {
      // The device adds up the epoch, whenever it is read: so its mean has the same bits each time.
      const metrics = await program.readMetrics(last ? undefined : 'keep');
      readAt = performance.now();
      if (!metrics.finite) return null;
      const images = metrics.images - total.images;
      latest.loss = (metrics.loss * metrics.images - total.loss * total.images) / images;
      latest.accuracy = (metrics.accuracy * metrics.images - total.accuracy * total.images) / images;
      total = metrics;
      if (endsPart) parts.end(metrics);
      clock.measured(step === first ? 0 : images);
    }
    yield clock.outside({
      type: 'batch',
      step: step + 1,
      steps: perEpoch * until,
      epoch,
      loss: latest.loss,
      accuracy: latest.accuracy,
      imagesPerSecond: clock.imagesPerSecond,
    });
    clock.resume();
    const isEnd = step + 1 === perEpoch * until;
    if (shown === undefined || !(isEnd || (step + 1) % SHOWN_EVERY === 0)) continue;
    latest.shown = await classesOf(program, shown);
    yield clock.outside({ type: 'shown', step: step + 1, classes: latest.shown });
    clock.resume();
  }
  return { ...total, parts: parts.parts };
}

type TrainedEpoch = Pick<TrainMetrics, 'loss' | 'accuracy'> & { readonly parts: readonly EpochPart[] | null };

/** Steps between two looks at what the shown images are taken for; their time counts as training's. */
export const SHOWN_EVERY = 20;

async function classesOf(program: Program, images: ImageStore): Promise<readonly number[]> {
  const { count } = images.set;
  const classes = new Uint8Array(count);
  await program.evaluate(
    images,
    Uint32Array.from({ length: count }, (_, index) => index),
    classes,
  );
  return [...classes];
}

type Judgement = EvaluationMetrics & { readonly right: Uint8Array<ArrayBuffer> };

async function* evaluate(
  program: Program,
  { images, indices }: NonNullable<ChildTraining['judge']>,
  epoch: number,
  batch: number,
  clock: WorkingTime,
): AsyncGenerator<ChildProgress, Judgement, void> {
  const classes = new Uint8Array(indices.length);
  let correct = 0;
  let loss = 0;
  for (let start = 0; start < indices.length; start += batch) {
    const chunk = indices.subarray(start, start + batch);
    const metrics = await program.evaluate(images, chunk, classes.subarray(start, start + batch));
    correct += metrics.correct;
    loss += metrics.loss * metrics.images;
    const done = Math.min(start + batch, indices.length);
    yield clock.outside({ type: 'evaluating', epoch, done, total: indices.length });
    clock.resume();
  }
  clock.skip();
  const { labels } = images.set;
  const right = packBits(Array.from(indices, (index, i) => classes[i] === labels[index]));
  return { images: indices.length, correct, loss: loss / indices.length, right };
}

async function* testOnce(
  program: Program,
  images: ImageStore,
  { recipe }: ChildTraining,
  clock: WorkingTime,
): AsyncGenerator<ChildProgress, TestResult, void> {
  const indices = Uint32Array.from({ length: images.set.count }, (_, index) => index);
  const {
    correct,
    images: count,
    right,
  } = yield* evaluate(program, { images, indices }, recipe.epochs, recipe.batch, clock);
  return { accuracy: correct / count, images: count, right };
}

/** A fresh permutation of the training images. */
export function epochOrder(train: Uint32Array, seed: number, epoch: number): Uint32Array {
  return Uint32Array.from(shuffle([...train], createRandom(hash32(seed, epoch))));
}
