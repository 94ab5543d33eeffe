import { splitSet } from '../../data/split.ts';
import type { Executor } from '../../engine/executor.ts';
import type { Evaluation, Evaluator } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { trainingEvaluator } from '../../worker/laboratory/evaluator.ts';
import { commandImages } from '../runs/images.ts';

/** What trains and judges a study's children in this process. */
export interface StudyGround {
  readonly evaluator: Evaluator;
  /** Frees its images; the executor is its caller's. */
  dispose(): void;
}

/** As a search of these settings does it. */
export async function studyGround(settings: Settings, executor: Executor): Promise<StudyGround> {
  const { trainImages, validationImages, seed, imageSize, dataset } = settings;
  const set = await commandImages(trainImages + validationImages, imageSize, seed, dataset);
  const images = await executor.upload(set);
  const split = splitSet(set, trainImages, validationImages, seed);
  const evaluator = trainingEvaluator(settings, { executor, images, split, lost: new Promise(() => {}) });
  return { evaluator, dispose: () => images.dispose() };
}

/** Trains a child to its end; null where `isStopped` says so between two batches. */
export async function trainedChild(
  { evaluator }: Pick<StudyGround, 'evaluator'>,
  architecture: Architecture,
  trial: number,
  isStopped: () => boolean,
): Promise<Evaluation | null> {
  const training = evaluator.evaluate(architecture, trial);
  let step = await training.next();
  while (!step.done && !isStopped()) step = await training.next();
  if (step.done) return step.value;
  await training.return(undefined as never);
  return null;
}
