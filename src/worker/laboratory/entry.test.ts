import { afterAll, expect, test } from 'vitest';
import { packBits, toBase64 } from '../../base/bytes/bits.ts';
import { hash32 } from '../../base/hash.ts';
import { SHOWN_IMAGES } from '../../data/shown.ts';
import { shrinkImages } from '../../data/shrink.ts';
import { splitSet } from '../../data/split.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import { createWasmExecutor } from '../../engine/wasm/executor.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { RECIPES, type TabulatedRecipe } from '../../studies/tabulated/recipes.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import { type EntryGround, trainEntry } from './entry.ts';
import { trainingEvaluator } from './evaluator.ts';

const recipe: TabulatedRecipe = {
  ...RECIPES.plain,
  settings: { ...RECIPES.plain.settings, dataset: 'synthetic', epochs: 4, batch: 20 },
  rungs: [1, 2, 4],
};
const executor = createWasmExecutor(await openNodeCrew(1));
afterAll(() => executor.dispose());
const set = shrinkImages(makeSynthetic(150, 1), recipe.settings.imageSize);
const images = await executor.upload(set);
const ground: EntryGround = {
  executor,
  images,
  split: splitSet(set, 80, 70, 1),
  test: await executor.upload(shrinkImages(makeSynthetic(60, 2), recipe.settings.imageSize)),
};
const architecture = distinctGraphs(TABULATED_SPACE)[1500]!;
const seed = hash32(recipe.settings.seed, 7);

async function trained(change: Partial<TabulatedRecipe> = {}, on = ground) {
  const entry = await trainEntry(on, { ...recipe, ...change }, architecture, seed);
  if (entry === null || 'reason' in entry) throw new Error(entry?.reason ?? 'stopped');
  return entry;
}

test("an entry has the accuracies of a search's child, and what it has right adds up to the last", async () => {
  const lost = new Promise<string>(() => {});
  const settings = { ...recipe.settings, validateEachEpoch: true };
  const search = trainingEvaluator(settings, { executor, images, split: ground.split, lost });
  const evaluation = search.evaluate(architecture, 7);
  let step = await evaluation.next();
  while (!step.done) step = await evaluation.next();
  const accuracies = step.value.epochs.map(({ validationAccuracy }) => validationAccuracy);
  const entry = await trained();
  expect(entry.rungs).toEqual([accuracies[0], accuracies[1], accuracies[3]]);
  expect(entry.right).toHaveLength(70);
  expect(step.value.right).toBe(toBase64(packBits(entry.right)));
  expect(entry.right.filter(Boolean).length / 70).toBe(entry.rungs[2]);
  expect(entry.testAccuracy * 60).toBeCloseTo(Math.round(entry.testAccuracy * 60), 9);
  expect(entry.classes).toHaveLength(SHOWN_IMAGES);
  expect(await trained()).toEqual(entry);
});

test('the test images are judged as the validation images are, where they are the same', async () => {
  const { validation } = ground.split;
  const size = set.images.length / set.count;
  const same = await executor.upload({
    ...set,
    count: validation.length,
    images: Uint8Array.from(
      [...validation].flatMap((i) => [...set.images.subarray(i * size, (i + 1) * size)]),
    ),
    labels: set.labels.filter((_, i) => validation.includes(i)).map((_, i) => set.labels[validation[i]!]!),
  });
  const entry = await trained({}, { ...ground, test: same });
  expect(entry.testAccuracy).toBe(entry.rungs.at(-1));
  entry.classes.forEach((found, i) => {
    expect(found === set.labels[validation[i]!]).toBe(entry.right[i]);
  });
});

test('averaging and a longer tail change only what they are to', async () => {
  const plain = await trained();
  const averaged = await trained({ averaged: 3 });
  expect(averaged.rungs.slice(0, 2)).toEqual(plain.rungs.slice(0, 2));
  expect(averaged.right).not.toEqual(plain.right);
  expect((await trained({ tail: 2 })).rungs).not.toEqual(plain.rungs);
});

test('a training that blows up has a reason, and one that is stopped leaves nothing', async () => {
  const wild = { ...recipe, settings: { ...recipe.settings, learningRate: 1e38 } };
  expect(await trainEntry(ground, wild, architecture, seed)).toMatchObject({
    reason: expect.stringMatching(/diverged/),
  });
  let steps = 0;
  expect(await trainEntry(ground, recipe, architecture, seed, () => ++steps > 3)).toBeNull();
});
