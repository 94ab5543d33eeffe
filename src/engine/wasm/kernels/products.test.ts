import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import { at, type Map64, zeros } from '../../testing/float64/map.ts';
import { conv2d, subsample } from '../../testing/float64/primitives.ts';
import type { View } from '../calls.ts';
import { frameOf, tapsOf } from '../emitter.ts';
import {
  backFrame,
  framed,
  KERNELS,
  SHAPES,
  STRIDES,
  type WindowCase,
  windowCase,
} from '../testing/windows.ts';
import { expectClose, randomMap, randomVector, Workbench } from '../testing/workbench.ts';

const padded = (channels: number): number => 4 * Math.ceil(channels / 4);
const channelsOf = (random: Random): number => 1 + random.integer(random.integer(4) === 0 ? 40 : 14);

/** [taps, ins, outs] with zeros for padding channels. */
function padFilter(filter: Float64Array, taps: number, ins: number, outs: number): Float64Array {
  const out = new Float64Array(taps * padded(ins) * padded(outs));
  filter.forEach((value, i) => {
    const row = Math.floor(i / outs);
    out[(Math.floor(row / ins) * padded(ins) + (row % ins)) * padded(outs) + (i % outs)] = value;
  });
  return out;
}

type Windowed = Pick<WindowCase, 'geometry' | 'rows' | 'columns'>;

/** The words of a window over a framed map. */
function sizesOf({ geometry, rows, columns }: Windowed, frame: Map64, x: View) {
  const row = frame.shape[2] * x.pixel;
  const [stepY, stepX] = geometry.strides;
  const taps = geometry.kernel[0] * geometry.kernel[1];
  return { x, row, stepY, stepX, taps, offsets: tapsOf(geometry, row, x.pixel), rows, columns };
}

const frameFor = ({ geometry, rows, columns }: Windowed) =>
  frameOf(geometry, { height: rows, width: columns });

const layersOf = (random: Random, one: WindowCase) => {
  const [ins, outs] = [channelsOf(random), channelsOf(random)];
  const x = randomMap(random, [one.batch, one.height, one.width, ins]);
  const taps = one.geometry.kernel[0] * one.geometry.kernel[1];
  const filter = randomVector(random, taps * ins * outs);
  const dy = randomMap(random, [one.batch, one.rows, one.columns, outs]);
  return { ins, outs, taps, x, filter, dy, what: `${one.what}, ${ins} to ${outs} channels` };
};

KERNELS.forEach((kernel, number) => {
  test(`products ${kernel.join(' x ')}: outputs, and gradients of filters and inputs`, async () => {
    const random = createRandom(number);
    for (const strides of STRIDES) {
      for (const rate of [1, 2]) {
        for (const padding of ['same', 'valid'] as const) {
          for (let shape = 0; shape < SHAPES; shape++) {
            const one = windowCase(random, kernel, strides, rate, padding);
            await forward(random, one);
            await filterGradient(random, one);
            await inputGradient(random, one);
          }
        }
      }
    }
  });
});

async function forward(random: Random, one: WindowCase): Promise<void> {
  const { ins, outs, taps, x, filter, what } = layersOf(random, one);
  const bench = new Workbench(random, one.batch);
  const frame = framed(x, frameFor(one));
  const y = bench.room([one.rows, one.columns, outs]);
  const weights = bench.vector(padFilter(filter, taps, ins, outs));
  const words = {
    ...sizesOf(one, frame, bench.map(frame)),
    weights,
    y,
    ins: padded(ins),
    outs: padded(outs),
  };
  await bench.run([{ name: 'convolve', words }]);
  const { output } = conv2d(x, filter, outs, one.window);
  expectClose(bench.read(y, [one.rows, one.columns, outs]).data, output.data, what);
}

async function filterGradient(random: Random, one: WindowCase): Promise<void> {
  const { ins, outs, taps, x, filter, dy, what } = layersOf(random, one);
  const bench = new Workbench(random, one.batch, 1 + random.integer(one.batch));
  const frame = framed(x, frameFor(one));
  const length = taps * padded(ins) * padded(outs);
  const partial = bench.output(bench.slices.count * length);
  const sizes = { ...sizesOf(one, frame, bench.map(frame)), ins: padded(ins), outs: padded(outs) };
  await bench.run([{ name: 'filter', words: { ...sizes, g: bench.map(dy), partial, slice: 4 * length } }]);
  const [expected] = conv2d(x, filter, outs, one.window).backward(dy).parameters;
  expectClose(bench.sumSlices(partial, length), padFilter(expected!, taps, ins, outs), `filter of ${what}`);
}

async function inputGradient(random: Random, one: WindowCase): Promise<void> {
  const { ins, outs, taps, x, filter, dy, what } = layersOf(random, one);
  const bench = new Workbench(random, one.batch);
  const frame = framed(dy, backFrame(one), 0, one.geometry.strides);
  const from = bench.vector(padFilter(filter, taps, ins, outs));
  const turned = bench.output(taps * padded(ins) * padded(outs));
  const y = bench.room([one.height, one.width, ins]);
  const sizes = sizesOf(one, frame, bench.map(frame));
  const transpose = { from, to: turned, taps, ins: padded(ins), outs: padded(outs) };
  const words = {
    ...{ ...sizes, stepY: 1, stepX: 1, rows: one.height, columns: one.width },
    ...{ weights: turned, y, ins: padded(outs), outs: padded(ins) },
  };
  await bench.run([
    { name: 'transpose', mode: 'spread', words: transpose },
    { name: 'convolve', words },
  ]);
  const [expected] = conv2d(x, filter, outs, one.window).backward(dy).inputs;
  const shape = [one.height, one.width, ins] as const;
  expectClose(bench.read(y, shape).data, expected!.data, `inputs of ${what}`);
}

test('a factorised reduction: two taps on a diagonal', async () => {
  const random = createRandom(20);
  for (let shape = 0; shape < 10 * SHAPES; shape++) {
    const [height, width] = [1 + random.integer(11), 1 + random.integer(11)];
    const [ins, outs, batch] = [channelsOf(random), channelsOf(random), 1 + random.integer(3)];
    const x = randomMap(random, [batch, height, width, ins]);
    const filter = randomVector(random, 2 * ins * outs);
    const [rows, columns] = [Math.ceil(height / 2), Math.ceil(width / 2)];
    const geometry = { kernel: [2, 1], strides: [2, 2], rate: 1, before: [0, 0], diagonal: true } as const;
    const bench = new Workbench(random, batch);
    const one = { geometry, rows, columns };
    const frame = framed(x, frameFor(one));
    const y = bench.room([rows, columns, outs]);
    const weights = bench.vector(padFilter(filter, 2, ins, outs));
    const words = {
      ...sizesOf(one, frame, bench.map(frame)),
      ...{ weights, y, ins: padded(ins), outs: padded(outs) },
    };
    await bench.run([{ name: 'convolve', words }]);
    const expected = zeros([batch, rows, columns, outs]);
    for (const offset of [0, 1] as const) {
      const own = filter.subarray(offset * ins * outs, (offset + 1) * ins * outs);
      const one = { kernel: [1, 1], strides: [1, 1], rate: 1, padding: 'same' } as const;
      conv2d(subsample(x, offset).output, own, outs, one).output.data.forEach((value, i) => {
        expected.data[i]! += value;
      });
    }
    expectClose(bench.read(y, [rows, columns, outs]).data, expected.data, `${batch} x ${height} x ${width}`);
  }
});

test('taps are turned round and each transposed', async () => {
  const random = createRandom(21);
  for (const [taps, ins, outs] of [
    [1, 4, 4],
    [9, 8, 12],
    [7, 20, 4],
  ] as const) {
    const bench = new Workbench(random, 1);
    const filter = randomMap(random, [taps, ins, outs, 1]);
    const to = bench.output(taps * ins * outs);
    const words = { from: bench.vector(filter.data), to, taps, ins, outs };
    await bench.run([{ name: 'transpose', mode: 'spread', words }]);
    const expected = zeros([taps, outs, ins, 1]);
    for (let t = 0; t < taps; t++) {
      for (let i = 0; i < ins; i++) {
        for (let o = 0; o < outs; o++)
          expected.data[at(expected, t, o, i, 0)] = filter.data[at(filter, taps - 1 - t, i, o, 0)]!;
      }
    }
    expect([...bench.floats(to)]).toEqual([...expected.data]);
  }
});
