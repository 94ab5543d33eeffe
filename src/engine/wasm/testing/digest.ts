import { sha256 } from '../../../data/sha256.ts';
import { shrinkImages } from '../../../data/shrink.ts';
import { splitSet } from '../../../data/split.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import { everyOperation } from '../../../network/testing/everyOperation.ts';
import type { Executor } from '../../executor.ts';
import { MINI_RECIPE, type Recipe } from '../../recipe.ts';
import { trainChild } from '../../trainer.ts';

const recipe: Recipe = {
  ...MINI_RECIPE,
  batch: 16,
  epochs: 2,
  keepProbability: 0.8,
  labelSmoothing: 0.1,
  augmentation: { cropPadding: 2, flip: true, cutout: 5 },
};

/**
 * SHA-256 of what a training of two epochs, of a child with every operation, ends with: all weights, and the losses and accuracies of its epochs. Its
 * images are drawn from a seed. It uses nothing that a machine may compute otherwise, so it is the same on each.
 */
export async function trainingDigest(executor: Executor): Promise<string> {
  const graph = everyOperation({ cellsPerStage: 1, filters: 5, size: 16 });
  const set = shrinkImages(makeSynthetic(130, 1), 16);
  const images = await executor.upload(set);
  const split = splitSet(set, 100, 30, 1);
  const training = trainChild({ executor, graph, images, split, recipe, seed: 3, keepWeights: true });
  let next = await training.next();
  while (!next.done) next = await training.next();
  images.dispose();
  const { weights, epochs, reason } = next.value;
  if (!weights) throw new Error(reason ?? 'a training without weights');
  const numbers = epochs.flatMap(({ loss, trainAccuracy, validationAccuracy = Number.NaN }) => [
    loss,
    trainAccuracy,
    validationAccuracy,
  ]);
  const floats = [...weights.values()].flatMap((values) => [...values]);
  const bytes = new DataView(new ArrayBuffer(8 * numbers.length + 4 * floats.length));
  for (const [i, value] of numbers.entries()) bytes.setFloat64(8 * i, value);
  for (const [i, value] of floats.entries()) bytes.setFloat32(8 * numbers.length + 4 * i, value);
  return sha256(new Uint8Array(bytes.buffer));
}
