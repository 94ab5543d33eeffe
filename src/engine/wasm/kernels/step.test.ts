import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import { datasetInfo } from '../../../data/infos.ts';
import { BatchReader } from '../../reference/batch.ts';
import { crossEntropy } from '../../testing/float64/network.ts';
import { floatBits } from '../calls.ts';
import { SHAPES } from '../testing/windows.ts';
import { expectClose, randomMap, randomVector, Workbench } from '../testing/workbench.ts';

const options = { momentum: 0.9, clipNorm: 0.75 };

test('images are normalised, cropped, flipped and cut', async () => {
  const random = createRandom(600);
  for (let i = 0; i < 25 * SHAPES; i++) {
    const batch = 1 + random.integer(6);
    const [height, width, channels] = [1 + random.integer(20), 1 + random.integer(20), 1 + random.integer(3)];
    const [cropPadding, cutout] = [random.integer(5), random.integer(9)];
    const augmentation = { cropPadding, flip: random.integer(2) === 1, cutout };
    const images = Uint8Array.from({ length: batch * height * width * channels }, () => random.integer(256));
    const step = { step: i, totalSteps: 99, learningRate: 0.1, seed: random.integer(2 ** 32) };
    const training = random.integer(4) > 0 ? { step, augmentation } : undefined;
    const info = { ...datasetInfo('synthetic'), height, width, channels };
    const bench = new Workbench(random, batch);
    const y = bench.room([height, width, channels]);
    const bytes = bench.words(
      new Int32Array(Uint8Array.from({ ...images, length: 4 * Math.ceil(images.length / 4) }).buffer),
    );
    const words = {
      y,
      bytes,
      height,
      width,
      channels,
      padding: cropPadding,
      cutout,
      flip: augmentation.flip ? 1 : 0,
    };
    await bench.run([{ name: 'gather', words }], training ? step : null);
    const reader = new BatchReader({ info, count: batch, images, labels: new Uint8Array(batch) });
    const expected = reader.pixels(Uint32Array.from(images.subarray(0, batch).keys()), training);
    const what = `${batch} x ${height} x ${width} x ${channels}, ${JSON.stringify(training)}`;
    expectClose(bench.read(y, [height, width, channels]).data, expected, what);
  }
});

test('losses, hits and the gradient of scores', async () => {
  const random = createRandom(610);
  for (let i = 0; i < 25 * SHAPES; i++) {
    const [batch, classes] = [1 + random.integer(8), 2 + random.integer(20)];
    const bench = new Workbench(random, batch);
    const scores = randomMap(random, [batch, 1, 1, classes]);
    // Now and then far apart, so that exp alone would overflow.
    if (i % 3 === 0) scores.data.set(scores.data.map((score) => Math.fround(200 * score)));
    const bias = randomVector(random, classes);
    const labels = Uint8Array.from({ length: batch }, () => random.integer(classes));
    const [smoothing, weight] = [[0, 0.1][i % 2]!, [1, 0.4][random.integer(2)]!];
    const gradient = bench.room([1, 1, classes]);
    const tally = bench.bytes(16, 0);
    const metrics = bench.words(new Int32Array(20), true);
    const words = {
      ...{ x: bench.map(scores), bias: bench.vector(bias), gradient, labels: bench.words(labels), classes },
      ...{ images: batch, weight: floatBits(weight), smoothing: floatBits(smoothing), tally },
      predicted: 0,
    };
    const step = { step: 0, totalSteps: 9, learningRate: 0.1, seed: 1 };
    await bench.run(
      [
        { name: 'loss', words },
        { name: 'tally', mode: 'once', words: { tally, metrics } },
      ],
      step,
    );
    const biased = { ...scores, data: scores.data.map((s, at) => s + bias[at % classes]!) };
    const expected = crossEntropy(biased, labels, smoothing);
    const what = `${batch} x ${classes}, smoothing ${smoothing}, weight ${weight}`;
    expectClose(
      bench.read(gradient, [1, 1, classes]).data,
      expected.gradient.map((g) => g * weight),
      what,
    );
    const right = labels.filter((label, n) => {
      const own = biased.data.subarray(n * classes, (n + 1) * classes);
      return own.indexOf(Math.max(...own)) === label;
    }).length;
    const [loss, hits, images, batches, broken] = bench.doubles(metrics);
    expect(Math.abs(loss! / batch - expected.loss), what).toBeLessThan(1e-6 * Math.max(1, expected.loss));
    expect([hits, images, batches, broken], what).toEqual([right, batch, 1, 0]);
    expect([...bench.doubles(metrics).subarray(5)], 'of evaluation').toEqual([0, 0, 0, 0, 0]);
  }
});

/** Slices' gradients, weights and the like, of so many floats; some are gaps, whose decay is negative. */
function updateCase(random: Random) {
  const groups = 1 + random.integer(40);
  const bench = new Workbench(random, 1 + random.integer(9), 1 + random.integer(9));
  const vector = (): Float64Array => randomVector(random, 4 * groups);
  const decays = Float64Array.from({ length: 4 * groups }, () =>
    Math.fround([0, 0.01, -1][random.integer(3)]!),
  );
  const partials = Array.from({ length: bench.slices.count }, vector);
  return { groups, bench, decays, partials, weights: vector(), velocity: vector() };
}

test('clipping by the norm of the decayed gradient, and Nesterov’s update', async () => {
  const random = createRandom(620);
  for (let i = 0; i < 25 * SHAPES; i++) {
    const { groups, bench, decays, partials, weights, velocity } = updateCase(random);
    const clipNorm = i % 2 === 0 ? options.clipNorm : 0;
    const [parameters, moving] = [bench.vector(weights, true), bench.vector(velocity, true)];
    const gradients = bench.output(4 * groups);
    const decayRef = bench.vector(decays);
    const [partial, factor] = [bench.output(2 * bench.slices.count), bench.output(1)];
    const metrics = bench.words(new Int32Array(20), true);
    const sums = { partials: bench.vector(partials.flatMap((values) => [...values])), stride: 16 * groups };
    const to = { gradients, parameters, decays: decayRef, groups };
    const step = { step: 0, totalSteps: 9, learningRate: 0.0625, seed: 1 };
    await bench.run(
      [
        { name: 'squares', mode: 'range', words: { ...sums, ...to, slices: bench.slices.count, partial } },
        { name: 'clip', mode: 'once', words: { partial, slices: bench.slices.count, factor, metrics } },
        { name: 'update', mode: 'range', words: { ...to, velocity: moving, factor } },
      ],
      step,
      { ...options, clipNorm },
    );
    const what = `${groups} groups, ${bench.slices.count} slices, clipped at ${clipNorm}`;
    const sum = weights.map((_, at) => partials.reduce((total, values) => total + values[at]!, 0));
    expectClose(bench.floats(gradients), sum, what);
    const decayed = sum.map((g, at) => (decays[at]! < 0 ? 0 : g + decays[at]! * weights[at]!));
    const norm = Math.hypot(...decayed);
    const clipped = clipNorm > 0 ? Math.min(1, clipNorm / norm) : 1;
    const v = velocity.map((old, at) => options.momentum * old + clipped * decayed[at]!);
    expectClose(bench.floats(moving), v, `velocity of ${what}`);
    const moved = weights.map(
      (w, at) => w - step.learningRate * (clipped * decayed[at]! + options.momentum * v[at]!),
    );
    expectClose(bench.floats(parameters), moved, `weights of ${what}`);
    expect(bench.doubles(metrics)[4], 'broken').toBe(0);
  }
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a gradient of %d raises the flag', async (broken) => {
  const random = createRandom(630);
  const bench = new Workbench(random, 2);
  const metrics = bench.words(new Int32Array(20), true);
  const factor = bench.output(1);
  const partial = bench.words(new Int32Array(Float64Array.of(1, broken).buffer));
  await bench.run([{ name: 'clip', mode: 'once', words: { partial, slices: 2, factor, metrics } }]);
  expect(bench.doubles(metrics)[4]).toBe(1);
});
