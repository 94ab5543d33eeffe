import { test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import type { Map64, Window } from '../../testing/float64/map.ts';
import { avgPool, maxPool, type Recorded64, subsample } from '../../testing/float64/primitives.ts';
import { frameOf, reachOf, windowWords } from '../emitter.ts';
import { backFrame, framed, SHAPES, type WindowCase, windowCase } from '../testing/windows.ts';
import { expectClose, randomMap, Workbench } from '../testing/workbench.ts';

/** As forward.ts fills what lies beyond a map that a maximum is taken of. */
const LEAST = Math.fround(-3.4e38);

const sizes = [2, 3, 5, 7];
const strides = [1, 2, 3];

sizes.forEach((size, number) => {
  test(`max pool ${size} x ${size}: the greatest, and where its gradient goes`, async () => {
    const random = createRandom(200 + number);
    for (const stride of strides) {
      for (let shape = 0; shape < 4 * SHAPES; shape++) {
        const one = windowCase(random, [size, size], [stride, stride], 1);
        // Every other of few different numbers, so that the first of equal ones counts.
        await maximum(random, one, shape % 2 === 1);
      }
    }
  });

  test(`average pool ${size} x ${size}: means of what lies inside, and their gradient`, async () => {
    const random = createRandom(210 + number);
    for (const stride of strides) {
      for (const padding of ['same', 'valid'] as const) {
        for (let shape = 0; shape < 2 * SHAPES; shape++) {
          await average(random, windowCase(random, [size, size], [stride, stride], 1, padding));
        }
      }
    }
  });
});

const sizeOf = ({ window }: { readonly window: Window }) => [window.kernel[0], window.strides[0]] as const;

function mapsOf(random: Random, { batch, height, width, rows, columns }: WindowCase) {
  const channels = 1 + random.integer(13);
  const x = randomMap(random, [batch, height, width, channels]);
  const dy = randomMap(random, [batch, rows, columns, channels]);
  return { channels, groups: Math.ceil(channels / 4), x, dy };
}

const coarse = ({ shape, data }: Map64): Map64 => ({ shape, data: data.map((value) => Math.round(value)) });

/** A max pool and its gradient; `change` what it is of. */
async function runMaximum(random: Random, one: WindowCase, change: (x: Map64) => Map64) {
  const { geometry, batch, height, width, rows, columns } = one;
  const { channels, groups, x: drawn, dy } = mapsOf(random, one);
  const x = change(drawn);
  const [stepY, stepX] = geometry.strides;
  const inRows = (rows - 1) * stepY + reachOf(geometry)[0] + 1;
  const bench = new Workbench(random, batch);
  const frame = framed(x, frameOf(geometry, { height: rows, width: columns }), LEAST);
  const view = bench.map(frame);
  const [kernelY, kernelX] = geometry.kernel;
  const codes = bench.bytes(rows * columns * 4 * groups, 4 * groups);
  const temporary = bench.bytes(2 * inRows * columns * groups * 16, groups * 16);
  const y = bench.room([rows, columns, channels]);
  const dx = bench.room([height, width, channels], true);
  const to = { temporary, y, codes, rows, columns, groups };
  const window = { x: view, row: frame.shape[2] * view.pixel, stepY, stepX, kernelY, kernelX, inRows };
  const [beforeY, beforeX] = geometry.before;
  const back = { kernelX, strideY: stepY, strideX: stepX, beforeY, beforeX };
  await bench.run([
    { name: 'maxPool', words: { ...window, ...to } },
    {
      name: 'maxSpread',
      words: { g: bench.map(dy), codes, y: dx, height, width, rows, columns, groups, ...back },
    },
  ]);
  const pooled = bench.read(y, [rows, columns, channels]);
  return { x, dy, pooled, gradient: bench.read(dx, [height, width, channels]) };
}

async function maximum(random: Random, one: WindowCase, isCoarse: boolean): Promise<void> {
  const { x, dy, pooled, gradient } = await runMaximum(random, one, isCoarse ? coarse : (x) => x);
  const expected = maxPool(x, ...sizeOf(one));
  expectClose(pooled.data, expected.output.data, one.what);
  expectClose(gradient.data, expected.backward(dy).inputs[0]!.data, `gradient of ${one.what}`);
}

test.each([0, 1] as const)('every second pixel, from %d: none beyond the far edge', async (offset) => {
  const random = createRandom(220 + offset);
  for (let shape = 0; shape < 10 * SHAPES; shape++) {
    const one = windowCase(random, [1, 1], [2, 2], 1);
    const geometry = { ...one.geometry, before: [-offset, -offset] as const };
    await average(random, { ...one, geometry }, (x) => subsample(x, offset));
  }
});

/** The workbench finds what is written beyond the maps. */
test.each([Number.NaN, Number.NEGATIVE_INFINITY])(
  'a max pool of nothing but %d writes nowhere else',
  async (broken) => {
    const random = createRandom(230);
    for (const size of [3, 7]) {
      const one = windowCase(random, [size, size], [1, 1], 1);
      await runMaximum(random, one, ({ shape, data }) => ({ shape, data: data.fill(broken) }));
    }
  },
);

async function average(
  random: Random,
  one: WindowCase,
  exactly = (x: Map64): Recorded64 => avgPool(x, ...sizeOf(one), one.window.padding),
): Promise<void> {
  const { geometry, batch, height, width, rows, columns, what } = one;
  const { channels, groups, x, dy } = mapsOf(random, one);
  const bench = new Workbench(random, batch);
  const frame = framed(x, frameOf(geometry, { height: rows, width: columns }));
  const view = bench.map(frame);
  const y = bench.room([rows, columns, channels]);
  const dx = bench.room([height, width, channels]);
  const [stepY, stepX] = geometry.strides;
  const to = { y, rows, columns, groups, mean: 1 };
  const spread = backFrame(one);
  const back = bench.room([spread.rows, spread.columns, channels], true);
  const words = windowWords(geometry, { height, width });
  const packed = {
    ...{ x: bench.map(dy), norm: 0, relu: 0, height: rows, width: columns, groups, y: back, fill: 0 },
    ...{ ...spread, spreadY: stepY, spreadX: stepX, mean: 1, ...words },
  };
  const over = windowWords(geometry, { height: rows, width: columns });
  await bench.run([
    { name: 'boxSum', words: { x: view, row: frame.shape[2] * view.pixel, stepY, stepX, ...words, ...to } },
    { name: 'pack', words: packed },
    {
      name: 'boxSum',
      words: {
        ...{ x: back, row: spread.columns * back.pixel, stepY: 1, stepX: 1, ...over },
        ...{ y: dx, rows: height, columns: width, groups, mean: 0 },
      },
    },
  ]);
  const expected = exactly(x);
  expectClose(bench.read(y, [rows, columns, channels]).data, expected.output.data, what);
  const [gradient] = expected.backward(dy).inputs;
  expectClose(bench.read(dx, [height, width, channels]).data, gradient!.data, `gradient of ${what}`);
}
