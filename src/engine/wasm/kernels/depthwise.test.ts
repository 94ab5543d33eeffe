import { test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import { depthwiseConv2d } from '../../testing/float64/primitives.ts';
import { frameOf } from '../emitter.ts';
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

/** [taps, channels] with zeros for padding channels. */
function padFilter(filter: Float64Array, channels: number): Float64Array {
  const padded = 4 * Math.ceil(channels / 4);
  const out = new Float64Array((filter.length / channels) * padded);
  filter.forEach((value, i) => {
    out[Math.floor(i / channels) * padded + (i % channels)] = value;
  });
  return out;
}

KERNELS.forEach((kernel, number) => {
  test(`depthwise ${kernel.join(' x ')}: outputs, and gradients of filters and inputs`, async () => {
    const random = createRandom(100 + number);
    for (const strides of STRIDES) {
      for (const rate of [1, 2]) {
        for (const padding of ['same', 'valid'] as const) {
          for (let shape = 0; shape < SHAPES; shape++) {
            await agree(random, windowCase(random, kernel, strides, rate, padding));
          }
        }
      }
    }
  });
});

async function agree(random: Random, one: WindowCase): Promise<void> {
  const { geometry, batch, height, width, rows, columns } = one;
  const channels = 1 + random.integer(18);
  const what = `${one.what}, ${channels} channels`;
  const groups = Math.ceil(channels / 4);
  const [kernelY, kernelX] = geometry.kernel;
  const x = randomMap(random, [batch, height, width, channels]);
  const dy = randomMap(random, [batch, rows, columns, channels]);
  const filter = randomVector(random, kernelY * kernelX * channels);

  const bench = new Workbench(random, batch, 1 + random.integer(batch));
  const frame = framed(x, frameOf(geometry, { height: rows, width: columns }));
  const back = framed(dy, backFrame(one), 0, geometry.strides);
  const [xView, backView] = [bench.map(frame), bench.map(back)];
  const weights = bench.vector(padFilter(filter, channels));
  const length = kernelY * kernelX * 4 * groups;
  const y = bench.room([rows, columns, channels]);
  const dx = bench.room([height, width, channels]);
  const partial = bench.output(bench.slices.count * length);
  const window = { kernelY, kernelX, rate: geometry.rate, groups };
  const over = {
    ...{ x: xView, row: frame.shape[2] * xView.pixel, rows, columns },
    ...{ stepY: geometry.strides[0], stepX: geometry.strides[1] },
  };
  const turned = {
    ...{ x: backView, row: back.shape[2] * backView.pixel, rows: height, columns: width },
    ...{ stepY: 1, stepX: 1, weights, turned: 1, y: dx },
  };
  await bench.run([
    { name: 'depthwise', words: { ...window, ...over, weights, turned: 0, y } },
    { name: 'depthwise', words: { ...window, ...turned } },
    { name: 'depthwiseFilter', words: { ...window, ...over, g: bench.map(dy), partial, slice: 4 * length } },
  ]);
  const expected = depthwiseConv2d(x, filter, one.window);
  const { inputs, parameters } = expected.backward(dy);
  expectClose(bench.read(y, [rows, columns, channels]).data, expected.output.data, what);
  expectClose(bench.read(dx, [height, width, channels]).data, inputs[0]!.data, `inputs of ${what}`);
  const sum = bench.sumSlices(partial, length);
  expectClose(sum, padFilter(parameters[0]!, channels), `filter of ${what}`);
}
