import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { bitAt, countBits } from '../base/bytes/bits.ts';
import { openBackend } from './backend.ts';
import { ChildError, type Executor, type Program } from './executor.ts';
import { MINI_RECIPE, type Recipe } from './recipe.ts';
import { createReferenceExecutor } from './reference/executor.ts';
import { GraphSketch } from './testing/graphs.ts';
import { colouredNoise } from './testing/images.ts';
import {
  type ChildProgress,
  type ChildResult,
  type ChildTraining,
  trainChild,
  trainingSteps,
} from './trainer.ts';

const set = colouredNoise(80, [8, 8, 3], 4, 1);
const split = {
  train: Uint32Array.from({ length: 50 }, (_, i) => i),
  validation: Uint32Array.from({ length: 30 }, (_, i) => 50 + i),
};
const recipe: Recipe = {
  ...MINI_RECIPE,
  batch: 8,
  epochs: 3,
  augmentation: { cropPadding: 1, flip: true, cutout: 0 },
};

function smallGraph() {
  const g = new GraphSketch([8, 8, 3]);
  const stem = g.bn(g.conv(0, 6, [3, 3]));
  const cell = g.bn(g.conv(g.depthwise(g.relu(stem), 3, 2), 8));
  return g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [g.relu(cell)])], 4));
}

const executor = createReferenceExecutor(await openBackend({ order: ['cpu'] }));
const images = await executor.upload(set);
const child = (changes: Partial<ChildTraining> = {}): ChildTraining => ({
  executor,
  graph: smallGraph(),
  images,
  split,
  recipe,
  seed: 5,
  ...changes,
});

async function run(training: ChildTraining): Promise<{ events: ChildProgress[]; result: ChildResult }> {
  const events: ChildProgress[] = [];
  const generator = trainChild(training);
  for (;;) {
    const next = await generator.next();
    if (next.done) return { events, result: next.value };
    events.push(next.value);
  }
}

test('a child that is judged after some epochs alone learns the very same', async () => {
  const always = await run(child({ keepWeights: true }));
  for (const judgedAfter of [[], [1], [2, 3]]) {
    const { events, result } = await run(child({ keepWeights: true, judgedAfter }));
    expect(result.weights).toEqual(always.result.weights);
    expect(result.accuracy).toBe(always.result.accuracy);
    expect(result.epochs).toEqual(
      always.result.epochs.map(({ validationAccuracy, ...point }) =>
        point.epoch === 3 || judgedAfter.includes(point.epoch) ? { ...point, validationAccuracy } : point,
      ),
    );
    const judged = events.flatMap((event) => (event.type === 'evaluating' ? [event.epoch] : []));
    expect([...new Set(judged)]).toEqual([...new Set([...judgedAfter, 3])]);
  }
  // Where it pauses it is judged, whatever was said.
  const paused = await run(child({ until: 2, judgedAfter: [] }));
  expect(paused.result.accuracy).toBe(always.result.epochs[1]!.validationAccuracy);
});

test('a child begins with the weights that it inherits, and answers those that it ends with', async () => {
  const parent = await run(child({ keepWeights: true }));
  const weights = parent.result.weights!;
  expect((await run(child())).result.weights).toBeUndefined();
  const still: Recipe = { ...recipe, learningRate: 0 };
  const fresh = await run(child({ seed: 6, recipe: still, keepWeights: true }));
  const kernels = [...weights.keys()].filter((name) => name.endsWith('kernel'));
  const own = kernels.slice(0, 1);
  const inherited = new Map([...weights].filter(([name]) => !own.includes(name)));
  const { result } = await run(child({ seed: 6, recipe: still, inherited, keepWeights: true }));
  for (const name of kernels) {
    const expected = own.includes(name) ? fresh.result.weights : weights;
    expect(result.weights?.get(name), name).toEqual(expected?.get(name));
    expect(weights.get(name), name).not.toEqual(fresh.result.weights?.get(name));
  }
  // The running statistics are inherited with them, and moved on from there.
  const mean = [...weights.keys()].find((name) => name.endsWith('mean'))!;
  expect(result.weights?.get(mean)).not.toEqual(fresh.result.weights?.get(mean));
});

test('a child tells of the kernels that it waits for; ended meanwhile, it leaves no program behind', async () => {
  const program = await executor.compile(smallGraph(), recipe, 5);
  let dispose = 0;
  const made = { ...program, cost: () => program.cost(), dispose: () => dispose++ } as unknown as Program;
  let ready = (): void => undefined;
  const slow: Executor = {
    ...executor,
    compile(_graph, _options, _seed, compiling) {
      compiling?.(162);
      return new Promise((resolve) => {
        ready = () => resolve(made);
      });
    },
  };
  const first = trainChild(child({ executor: slow }));
  expect((await first.next()).value).toEqual({ type: 'compiling', kernels: 162 });
  const compiled = first.next();
  ready();
  expect((await compiled).value).toMatchObject({ type: 'compiled' });
  await first.return(undefined as never);
  const second = trainChild(child({ executor: slow }));
  await second.next();
  const ended = second.return(undefined as never);
  ready();
  await ended;
  expect(dispose).toBe(2);
  program.dispose();
  expect((await run(child({ until: 1 }))).events[0]?.type).toBe('compiled');
});

test('a child that pauses goes on to the very same numbers as one that never paused', async () => {
  const whole = await run(child({ keepWeights: true }));
  const first = await run(child({ states: true, until: 1 }));
  expect(first.result.epochs).toEqual(whole.result.epochs.slice(0, 1));
  expect(first.events.findLast((event) => event.type === 'batch')).toMatchObject({ step: 6, steps: 6 });
  const state = first.events.findLast((event) => event.type === 'state')?.state;
  expect(state?.epochs).toHaveLength(1);
  const second = await run(child({ states: true, until: 2, from: structuredClone(state!) }));
  expect(second.result.accuracy).toBe(whole.result.epochs[1]?.validationAccuracy);
  const later = second.events.findLast((event) => event.type === 'state')?.state;
  const third = await run(child({ from: structuredClone(later!), keepWeights: true }));
  expect(third.result.epochs).toEqual(whole.result.epochs);
  expect(third.result.weights).toEqual(whole.result.weights);
});

test('a child learns colours, and says so batch by batch', async () => {
  const { events, result } = await run(child());
  const batches = events.filter((event) => event.type === 'batch');
  expect(batches.map(({ step }) => step)).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
  expect(batches.every(({ steps }) => steps === 18)).toBe(true);
  expect(batches.map(({ epoch }) => epoch)).toEqual([
    ...Array(6).fill(1),
    ...Array(6).fill(2),
    ...Array(6).fill(3),
  ]);
  expect(events.filter((event) => event.type === 'evaluating').slice(0, 4)).toEqual(
    [8, 16, 24, 30].map((done) => ({ type: 'evaluating', epoch: 1, done, total: 30 })),
  );
  expect(result.epochs.length).toBe(3);
  expect(result.accuracy).toBe(result.epochs[2]!.validationAccuracy);
  expect(result.loss).toBe(result.epochs[2]!.loss);
  expect(result.accuracy).toBeGreaterThan(0.5);
  expect(result.epochs[2]!.loss).toBeLessThan(result.epochs[0]!.loss);
  expect(result.imagesPerSecond).toBeGreaterThan(0);
  expect(batches[0]!.imagesPerSecond).toBe(0);
  expect(result.seconds).toBeGreaterThan(0);
  expect(result.reason).toBeUndefined();
});

test('the same seed gives the same child, another seed another', async () => {
  const first = (await run(child())).result;
  expect((await run(child())).result.epochs).toEqual(first.epochs);
  expect((await run(child({ seed: 6 }))).result.epochs).not.toEqual(first.epochs);
});

test('who stops pulling pauses it, and the pause is not counted', async () => {
  const steps: number[] = [];
  const watched: Executor = {
    ...executor,
    async compile(...args) {
      const program = await executor.compile(...args);
      const train = program.train.bind(program);
      program.train = (store, indices, step) => {
        steps.push(step.step);
        return train(store, indices, step);
      };
      return program;
    },
  };
  const generator = trainChild(child({ executor: watched }));
  for (let pulls = 0; pulls < 3; pulls++) await generator.next(); // compiled, and two batches
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(steps).toEqual([0, 1]);
  let next = await generator.next();
  while (!next.done) next = await generator.next();
  expect(next.value.seconds).toBeLessThan(10);
  expect(steps.length).toBe(18);
});

test('return() frees the program', async () => {
  const tensors = tf.memory().numTensors;
  const generator = trainChild(child());
  await generator.next();
  await generator.next();
  expect(tf.memory().numTensors).toBeGreaterThan(tensors);
  await generator.return({} as ChildResult);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(tf.memory().numTensors).toBe(tensors);
});

test('a child that the device refuses when it goes on is no result where its epochs are kept', async () => {
  const { events } = await run(child({ until: 1, states: true }));
  const { state } = events.find((event) => event.type === 'state')!;
  const refusing: Executor = {
    ...executor,
    compile: () => Promise.reject(new ChildError('out of memory')),
  };
  const going = { executor: refusing, from: state };
  const { result } = await run(child(going));
  expect(result).toMatchObject({ accuracy: null, reason: 'The child could not be trained: out of memory' });
  await expect(run(child({ ...going, throwsOnceBegun: true }))).rejects.toThrow(ChildError);
  const fresh = await run(child({ executor: refusing, throwsOnceBegun: true }));
  expect(fresh.result.accuracy).toBeNull();
});

test('a loss that is not finite ends the child with a reason', async () => {
  const { events, result } = await run(
    child({ recipe: { ...recipe, learningRate: 1e30, clipNorm: 0 }, states: true, keepWeights: true }),
  );
  expect(result.accuracy).toBeNull();
  expect(result.weights).toBeUndefined();
  expect(events.filter(({ type }) => type === 'state')).toEqual([]);
  expect(result.reason).toBe('Training diverged: the loss or its gradient is no longer a finite number.');
});

test('a batch that cannot be filled is named', async () => {
  expect(trainingSteps({ batch: 64, epochs: 3 }, 200)).toBe(9);
  expect(() => trainingSteps({ batch: 64, epochs: 3 }, 63)).toThrow(
    'a batch of 64 cannot be filled from 63 training images: use a smaller batch or more images',
  );
  await expect(run(child({ recipe: { ...recipe, batch: 51 } }))).rejects.toThrow('a batch of 51');
  await expect(run(child({ split: { ...split, validation: new Uint32Array() } }))).rejects.toThrow(
    'no validation images',
  );
});

/** Twenty steps a part, forty an epoch. */
const long: Recipe = { ...recipe, batch: 1, epochs: 2 };
const many = { train: split.train.subarray(0, 40), validation: split.validation };
const six = await executor.upload(colouredNoise(6, [8, 8, 3], 4, 9));

test('curves are kept in parts of an epoch, the same for a child that pauses', async () => {
  const whole = await run(child({ recipe: long, split: many }));
  const parts = whole.result.epochs.map((epoch) => epoch.parts ?? []);
  expect(parts.map((one) => one.length)).toEqual([2, 2]);
  for (const [index, { loss, trainAccuracy }] of whole.result.epochs.entries()) {
    const mean = (at: 0 | 1): number => (parts[index]![0]![at] + parts[index]![1]![at]) / 2;
    expect(mean(0)).toBeCloseTo(loss, 3);
    expect(mean(1)).toBeCloseTo(trainAccuracy, 4);
  }
  const first = await run(child({ recipe: long, split: many, states: true, until: 1 }));
  const state = first.events.findLast((event) => event.type === 'state')?.state;
  const second = await run(child({ recipe: long, split: many, from: structuredClone(state!) }));
  expect(second.result.epochs).toEqual(whole.result.epochs);
});

test('shown images are asked for every 20 steps and at the end, and change nothing of a child', async () => {
  const without = await run(child({ recipe: long, split: many, keepWeights: true }));
  const { events, result } = await run(child({ recipe: long, split: many, keepWeights: true, shown: six }));
  const looks = events.flatMap((event) => (event.type === 'shown' ? [event] : []));
  expect(looks.map(({ step }) => step)).toEqual([20, 40, 60, 80]);
  for (const { classes } of looks) {
    expect(classes).toHaveLength(6);
    expect(classes.every((one) => one >= 0 && one < 4)).toBe(true);
  }
  expect(result.shown).toEqual(looks.at(-1)?.classes);
  const { shown: _, seconds: __, imagesPerSecond: ___, cost: ____, ...same } = result;
  expect(without.result).toMatchObject(same);
  expect(without.result.shown).toBeUndefined();
  // A short child is asked once, at its end.
  const short = await run(child({ shown: six }));
  expect(short.events.flatMap((event) => (event.type === 'shown' ? [event.step] : []))).toEqual([18]);
});

test('the last judgement says which images were right, in the order of the split', async () => {
  const { result } = await run(child());
  const bits = result.right!;
  expect(bits).toHaveLength(Math.ceil(split.validation.length / 8));
  expect(countBits(bits) / split.validation.length).toBe(result.accuracy);
  const reversed = { ...split, validation: Uint32Array.from(split.validation).reverse() };
  const other = (await run(child({ split: reversed }))).result.right!;
  const count = split.validation.length;
  for (let i = 0; i < count; i++) expect(bitAt(other, count - 1 - i)).toBe(bitAt(bits, i));
  const broken = await run(child({ recipe: { ...recipe, learningRate: 1e30, clipNorm: 0 } }));
  expect(broken.result.accuracy).toBeNull();
  expect(broken.result.right).toBeUndefined();
});

test('other images may give the last judgement; its learning is the same, and no validation accuracy is claimed', async () => {
  const usual = await run(child({ keepWeights: true }));
  const indices = Uint32Array.from({ length: 21 }, (_, index) => index);
  const { result } = await run(child({ keepWeights: true, judge: { images, indices } }));
  expect(result.weights).toEqual(usual.result.weights);
  expect(countBits(result.right!) / 21).toBe(result.accuracy);
  expect(result.epochs.map(({ validationAccuracy }) => validationAccuracy)).toEqual([
    usual.result.epochs[0]?.validationAccuracy,
    usual.result.epochs[1]?.validationAccuracy,
    undefined,
  ]);
  const same = await run(child({ judge: { images, indices: Uint32Array.from(split.validation) } }));
  expect(same.result.accuracy).toBe(usual.result.accuracy);
  expect(same.result.right).toEqual(usual.result.right);
});

test('a child is tested once, after the last epoch, and learns the same; the reference engine agrees', async () => {
  const testSet = colouredNoise(37, [8, 8, 3], 4, 9);
  const test = await executor.upload(testSet);
  const plain = await run(child({ keepWeights: true }));
  const { events, result } = await run(child({ keepWeights: true, test }));
  expect(result.weights).toEqual(plain.result.weights);
  expect(result.epochs).toEqual(plain.result.epochs);
  expect(events.filter((event) => event.type === 'evaluating' && event.total === 37).at(-1)).toMatchObject({
    epoch: 3,
    done: 37,
  });
  // The same weights in a fresh program, over all images at once.
  const program = await executor.compile(smallGraph(), recipe, 1);
  program.setWeights(result.weights!);
  const all = Uint32Array.from({ length: 37 }, (_, index) => index);
  const { correct } = await program.evaluate(test, all);
  program.dispose();
  expect(result.test).toMatchObject({ accuracy: correct / 37, images: 37 });
  expect(countBits(result.test!.right)).toBe(correct);
  expect((await run(child({ until: 2, test }))).result.test).toBeUndefined();
  test.dispose();
});
