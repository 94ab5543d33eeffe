import { test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import { dropPathProbability } from '../../child/schedules.ts';
import { dropoutFactors, dropPathFactors } from '../../randomness.ts';
import type { Map64 } from '../../testing/float64/map.ts';
import type { Word } from '../calls.ts';
import { factorWords } from '../emitter.ts';
import { randomSide, SHAPES } from '../testing/windows.ts';
import { expectClose, randomMap, randomRecord, Workbench } from '../testing/workbench.ts';

const step = { step: 3, totalSteps: 5, learningRate: 0.1, seed: 8 };
const keepProbability = 0.5;
/** By cell: of how many. */
const cells = new Map([
  [0, 4],
  [3, 4],
]);

type Shape = readonly [height: number, width: number, channels: number];

/** One map as a sum sees it: normalised, rectified, and times a factor an image or an image and channel. */
interface Operand {
  readonly words: Readonly<Record<string, Word>>;
  readonly factors: (image: number, channel: number) => number;
}

/** The words that `letter` stands for, of a random factor or none. */
function randomFactor(random: Random, letter: 'a' | 'b', bench: Workbench, channels: number): Operand {
  const kind = random.integer(3);
  const layout = [channels];
  if (kind === 1) {
    const [position, cell] = [random.integer(9), random.integer(2) * 3];
    const q = dropPathProbability(keepProbability, cell, cells.get(cell)!, step.step, step.totalSteps);
    const drawn = dropPathFactors(step, position, bench.batch, q);
    return {
      words: factorWords(letter, { kind: 'path', position, cell }, layout),
      factors: (n) => drawn[n]!,
    };
  }
  if (kind === 2) {
    const [layer, rate] = [random.integer(50), 0.3];
    const drawn = dropoutFactors(step, layer, bench.batch, channels, rate);
    return {
      words: factorWords(letter, { kind: 'dropout', layer, rate }, layout),
      factors: (n, c) => drawn[n * channels + c]!,
    };
  }
  return { words: factorWords(letter, undefined, layout), factors: () => 1 };
}

function randomShape(random: Random): {
  readonly bench: Workbench;
  readonly shape: Shape;
  readonly what: string;
} {
  const bench = new Workbench(random, 1 + random.integer(4));
  const shape = [randomSide(random), randomSide(random), 1 + random.integer(13)] as const;
  return { bench, shape, what: `${bench.batch} x ${shape.join(' x ')}` };
}

/** `value` of each number, by image, pixel and channel. */
function make(
  batch: number,
  shape: Shape,
  value: (n: number, at: number, c: number) => number,
): Float64Array {
  const each = shape[0] * shape[1] * shape[2];
  return Float64Array.from({ length: batch * each }, (_, i) => value(Math.floor(i / each), i, i % shape[2]));
}

test.each([1, 2])('sums of %d operands, normalised, rectified and dropped', async (count) => {
  const random = createRandom(500 + count);
  for (let i = 0; i < 25 * SHAPES; i++) {
    const { bench, shape, what } = randomShape(random);
    const [height, width, channels] = shape;
    const more = random.integer(2);
    const operands = (['a', 'b'] as const).slice(0, count).map((letter) => {
      const { words, factors } = randomFactor(random, letter, bench, channels);
      const [isNormalised, relu] = [random.integer(2) === 1, random.integer(2)];
      const x = randomMap(random, [bench.batch, ...shape]);
      const record = randomRecord(random, channels);
      const norm = isNormalised ? bench.vector(record.words) : 0;
      const own = { [letter]: bench.map(x), [`${letter}Norm`]: norm, [`${letter}Relu`]: relu };
      const seen = (n: number, at: number, c: number): number => {
        const value = isNormalised ? record.apply(x.data[at]!, c) : x.data[at]!;
        return factors(n, c) * (relu ? Math.max(value, 0) : value);
      };
      return { words: { ...words, ...own }, seen };
    });
    const second =
      count === 2 ? operands[1]!.words : { b: 0, bNorm: 0, bRelu: 0, bKind: 0, bFirst: 0, bSecond: 0 };
    const before = randomMap(random, [bench.batch, ...shape]);
    const y = more ? bench.map(before) : bench.room(shape);
    if (more) bench.open(y, shape);
    const sizes = { y, pixels: height * width, groups: Math.ceil(channels / 4), more, count };
    await bench.run(
      [{ name: 'combine', words: { ...sizes, ...operands[0]!.words, ...second } }],
      step,
      { keepProbability },
      cells,
    );
    const expected = make(bench.batch, shape, (n, at, c) =>
      operands.reduce((sum, { seen }) => sum + seen(n, at, c), more ? before.data[at]! : 0),
    );
    expectClose(bench.read(y, shape).data, expected, what);
  }
});

test.each([1, 2])('gradients from %d readers, masked, dropped and of means', async (count) => {
  const random = createRandom(510 + count);
  for (let i = 0; i < 25 * SHAPES; i++) {
    const { bench, shape, what } = randomShape(random);
    const [height, width, channels] = shape;
    const more = random.integer(2);
    const isNormalised = random.integer(2) === 1;
    const record = randomRecord(random, channels);
    // Every third of whole numbers: at 0 a relu has no gradient.
    const drawn = randomMap(random, [bench.batch, ...shape]);
    const x = i % 3 === 0 ? { ...drawn, data: drawn.data.map(Math.round) } : drawn;
    const readers = (['a', 'b'] as const).slice(0, count).map((letter) => {
      const { words, factors } = randomFactor(random, letter, bench, channels);
      const [mask, whole] = [random.integer(2), random.integer(3) === 0 ? 1 : 0];
      const g = randomMap(random, whole ? [bench.batch, 1, 1, channels] : [bench.batch, ...shape]);
      const own = { [letter]: bench.map(g), [`${letter}Mask`]: mask, [`${letter}Whole`]: whole };
      const seen = (n: number, at: number, c: number): number => {
        const value = isNormalised ? record.apply(x.data[at]!, c) : x.data[at]!;
        if (mask && value <= 0) return 0;
        return factors(n, c) * (whole ? g.data[n * channels + c]! / (height * width) : g.data[at]!);
      };
      return { words: { ...words, ...own }, seen };
    });
    const none = { b: 0, bMask: 0, bWhole: 0, bKind: 0, bFirst: 0, bSecond: 0 };
    const before = randomMap(random, [bench.batch, ...shape]);
    const y = more ? bench.map(before) : bench.room(shape);
    if (more) bench.open(y, shape);
    const of = { x: bench.map(x), norm: isNormalised ? bench.vector(record.words) : 0 };
    const sizes = { y, pixels: height * width, groups: Math.ceil(channels / 4), more, count };
    const words = { ...sizes, ...of, ...readers[0]!.words, ...(readers[1]?.words ?? none) };
    await bench.run([{ name: 'collect', words }], step, { keepProbability }, cells);
    const expected = make(bench.batch, shape, (n, at, c) =>
      readers.reduce((sum, { seen }) => sum + seen(n, at, c), more ? before.data[at]! : 0),
    );
    expectClose(bench.read(y, shape).data, expected, what);
  }
});

test('means over maps', async () => {
  const random = createRandom(520);
  for (let i = 0; i < 25 * SHAPES; i++) {
    const { bench, shape, what } = randomShape(random);
    const [height, width, channels] = shape;
    const [isNormalised, relu, pixels] = [random.integer(2) === 1, random.integer(2), height * width];
    const record = randomRecord(random, channels);
    const x = randomMap(random, [bench.batch, ...shape]);
    const y = bench.room([1, 1, channels]);
    const groups = Math.ceil(channels / 4);
    const norm = isNormalised ? bench.vector(record.words) : 0;
    await bench.run([{ name: 'mean', words: { x: bench.map(x), norm, relu, pixels, groups, y } }]);
    const seen = (value: number, c: number): number => {
      const normalised = isNormalised ? record.apply(value, c) : value;
      return relu ? Math.max(normalised, 0) : normalised;
    };
    const expected = new Float64Array(bench.batch * channels);
    x.data.forEach((value, at) => {
      const [n, c] = [Math.floor(at / (pixels * channels)), at % channels];
      expected[n * channels + c]! += seen(value, c) / pixels;
    });
    expectClose(bench.read(y, [1, 1, channels]).data, expected, what);
  }
});

test('the gradient of a bias', async () => {
  const random = createRandom(530);
  for (let i = 0; i < 10 * SHAPES; i++) {
    const channels = 1 + random.integer(30);
    const bench = new Workbench(random, 1 + random.integer(20));
    const g: Map64 = randomMap(random, [bench.batch, 1, 1, channels]);
    const groups = Math.ceil(channels / 4);
    const gradient = bench.output(4 * groups);
    const words = { g: bench.map(g), images: bench.batch, groups, gradient };
    await bench.run([{ name: 'bias', mode: 'once', words }]);
    const expected = new Float64Array(4 * groups);
    g.data.forEach((value, at) => {
      expected[at % channels]! += value;
    });
    expectClose(bench.floats(gradient), expected, `${bench.batch} x ${channels}`, Math.sqrt(bench.batch));
  }
});
