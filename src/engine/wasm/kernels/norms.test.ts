import { test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import type { Map64 } from '../../testing/float64/map.ts';
import { batchNorm } from '../../testing/float64/primitives.ts';
import { floatBits } from '../calls.ts';
import { randomSide, SHAPES } from '../testing/windows.ts';
import { expectClose, randomMap, randomVector, Workbench } from '../testing/workbench.ts';

const epsilon = 1e-5;

interface NormCase {
  readonly random: Random;
  readonly x: Map64;
  readonly bench: Workbench;
  readonly channels: number;
  readonly groups: number;
  readonly pixels: number;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly what: string;
}

function normCase(random: Random, centre = 0): NormCase {
  const [batch, height, width] = [1 + random.integer(5), randomSide(random), randomSide(random)];
  const channels = 1 + random.integer(14);
  const x = randomMap(random, [batch, height, width, channels], centre);
  const [gamma, beta] = [randomVector(random, channels), randomVector(random, channels)];
  const what = `${batch} x ${height} x ${width} x ${channels} around ${centre}`;
  const bench = new Workbench(random, batch);
  const groups = Math.ceil(channels / 4);
  return { random, x, bench, channels, groups, pixels: height * width, gamma, beta, what };
}

/** With zeros for padding channels. */
const pad = (values: ArrayLike<number>, groups: number): Float64Array => {
  const out = new Float64Array(4 * groups);
  out.set(Array.from(values));
  return out;
};

/** [mean, sum of squared distances from it] of an image, four channels each, as `moments` leaves them. */
function momentsOf({ x, channels, groups, pixels }: NormCase, image: number): Float64Array {
  const out = new Float64Array(8 * groups);
  for (let c = 0; c < channels; c++) {
    const of = (p: number): number => x.data[(image * pixels + p) * channels + c]!;
    let mean = 0;
    for (let p = 0; p < pixels; p++) mean += of(p) / pixels;
    let squares = 0;
    for (let p = 0; p < pixels; p++) squares += (of(p) - mean) ** 2;
    const at = 8 * Math.floor(c / 4) + (c % 4);
    out[at] = mean;
    out[at + 4] = squares;
  }
  return out;
}

/** A record's four vectors: scale, shift, mean, inverse deviation. */
function recordOf(one: NormCase, mean: ArrayLike<number>, variance: ArrayLike<number>): Float64Array {
  const { groups, gamma, beta } = one;
  const inverse = Array.from(variance, (v) => 1 / Math.sqrt(v + epsilon));
  const scale = inverse.map((value, c) => value * gamma[c]!);
  const shift = scale.map((value, c) => beta[c]! - value * mean[c]!);
  // A padding channel has the deviation of zeros.
  const inverses = pad(inverse, groups).map((v, c) => (c < inverse.length ? v : 1 / Math.sqrt(epsilon)));
  return Float64Array.from([...pad(scale, groups), ...pad(shift, groups), ...pad(mean, groups), ...inverses]);
}

const each = async (first: number, use: (one: NormCase) => Promise<void>, centre = 0): Promise<void> => {
  const random = createRandom(first);
  for (let shape = 0; shape < 20 * SHAPES; shape++) await use(normCase(random, centre));
};

test.each([0, 30])('means and squared distances of images, around %d', (centre) =>
  each(
    400,
    async (one) => {
      const { bench, x, pixels, groups } = one;
      const partial = bench.bytes(32 * groups, 0);
      await bench.run([{ name: 'moments', words: { x: bench.map(x), pixels, groups, partial } }]);
      const expected = Array.from({ length: bench.batch }, (_, n) => momentsOf(one, n));
      // Means and squares differ in size: each is judged by itself.
      const actual = bench.floats(partial);
      for (const part of [0, 1]) {
        const own = (_: unknown, i: number): boolean => ((i >> 2) & 1) === part;
        const flat = expected.flatMap((values) => [...values]);
        expectClose([...actual].filter(own), flat.filter(own), one.what);
      }
    },
    centre,
  ),
);

test('images are joined, running statistics moved and a record made', () =>
  each(
    401,
    async (one) => {
      const { random, bench, x, channels, groups, pixels, gamma, beta, what } = one;
      const decay = 0.9;
      const partial = bench.vector(
        Array.from({ length: bench.batch }, (_, n) => [...momentsOf(one, n)]).flat(),
      );
      const [mean, variance] = [randomVector(random, channels), randomVector(random, channels, 5)];
      const [meanRef, varianceRef] = [mean, variance].map((values) =>
        bench.vector(pad(values, groups), true),
      );
      const record = bench.output(16 * groups);
      const words = {
        ...{ partial, images: bench.batch, pixels, groups, record, mean: meanRef!, variance: varianceRef! },
        ...{ gamma: bench.vector(pad(gamma, groups)), beta: bench.vector(pad(beta, groups)) },
        ...{ decay: floatBits(decay), epsilon: floatBits(epsilon) },
      };
      await bench.run([{ name: 'normalise', mode: 'once', words }]);
      const { statistics } = batchNorm(x, gamma, beta, epsilon);
      const moved = (old: Float64Array, now: Float64Array) =>
        pad(
          old.map((value, c) => decay * value + (1 - decay) * now[c]!),
          groups,
        );
      expectClose(bench.floats(meanRef!), moved(mean, statistics!.mean), `running mean, ${what}`);
      expectClose(bench.floats(varianceRef!), moved(variance, statistics!.variance), `variance, ${what}`);
      expectVectors(bench.floats(record), recordOf(one, statistics!.mean, statistics!.variance), one);
    },
    2,
  ));

/** The vectors of a record differ in size: each is judged by itself. */
function expectVectors(
  actual: ArrayLike<number>,
  expected: Float64Array,
  { groups, channels, what }: NormCase,
) {
  for (let at = 0; at < expected.length; at += 4 * groups) {
    const own = (values: ArrayLike<number>) => Array.from(values).slice(at, at + channels);
    expectClose(own(actual), own(expected), `vector ${at / (4 * groups)}, ${what}`);
  }
}

test('a record by running statistics', () =>
  each(402, async (one) => {
    const { random, bench, channels, groups, gamma, beta } = one;
    const mean = randomVector(random, channels);
    const variance = randomVector(random, channels).map((v) => Math.abs(v) + 0.125);
    const record = bench.output(16 * groups);
    const vectors = { mean, variance, gamma, beta };
    const refs = Object.entries(vectors).map(([name, values]) => [name, bench.vector(pad(values, groups))]);
    const words = { groups, epsilon: floatBits(epsilon), record, ...Object.fromEntries(refs) };
    await bench.run([{ name: 'running', mode: 'once', words }]);
    expectVectors(bench.floats(record), recordOf(one, mean, variance), one);
  }));

test('gradients of gamma, beta and the normalised map', () =>
  each(
    403,
    async (one) => {
      const { random, bench, x, channels, groups, pixels, gamma, beta, what } = one;
      const dy = randomMap(random, x.shape, 0.5);
      const expected = batchNorm(x, gamma, beta, epsilon);
      const { mean, variance } = expected.statistics!;
      const norm = bench.vector(recordOf(one, mean, variance));
      const [g, from] = [bench.map(dy), bench.map(x)];
      const partial = bench.bytes(32 * groups, 0);
      const back = bench.output(12 * groups);
      const [gammaGradient, betaGradient] = [bench.output(4 * groups), bench.output(4 * groups)];
      const shape = [x.shape[1], x.shape[2], channels] as const;
      const y = bench.room(shape);
      const joined = { partial: { buffer: partial.buffer, offset: 0 }, images: bench.batch, pixels, groups };
      const gradients = { gamma: bench.vector(pad(gamma, groups)), gammaGradient, betaGradient, back };
      await bench.run([
        { name: 'normSums', words: { g, x: from, norm, pixels, groups, partial } },
        { name: 'normGradient', mode: 'once', words: { ...joined, norm, ...gradients } },
        { name: 'normInput', words: { g, x: from, norm, back, y, pixels, groups } },
      ]);
      const { inputs, parameters } = expected.backward(dy);
      const sum = Math.sqrt(pixels * bench.batch);
      expectClose(bench.floats(gammaGradient), pad(parameters[0]!, groups), `gamma, ${what}`, sum);
      expectClose(bench.floats(betaGradient), pad(parameters[1]!, groups), `beta, ${what}`, sum);
      expectClose(bench.read(y, shape).data, inputs[0]!.data, `map, ${what}`);
    },
    1,
  ));
