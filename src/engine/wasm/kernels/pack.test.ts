import { test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import type { Map64 } from '../../testing/float64/map.ts';
import { floatBits } from '../calls.ts';
import { framed, randomSide, SHAPES } from '../testing/windows.ts';
import { expectClose, randomMap, randomRecord, Workbench } from '../testing/workbench.ts';

const noWindow = {
  ...{ kernelY: 0, kernelX: 0, strideY: 0, strideX: 0, beforeY: 0, beforeX: 0, inHeight: 0, inWidth: 0 },
};

/** Copies with margins of any width; negative ones leave pixels out, now and then all. */
async function agree(
  random: Random,
  isNormalised: boolean,
  isRectified: boolean,
  fill: number,
): Promise<void> {
  const [batch, height, width, channels] = [
    1 + random.integer(3),
    randomSide(random),
    randomSide(random),
    1 + random.integer(13),
  ];
  const groups = Math.ceil(channels / 4);
  const spread = [1 + random.integer(3), 1 + random.integer(3)] as const;
  const [top, left] = [random.integer(6) - 2, random.integer(6) - 2];
  const [rows, columns] = [1 + random.integer(3 * height), 1 + random.integer(3 * width)];
  const frame =
    random.integer(4) === 0
      ? { top: 0, left: 0, rows: height, columns: width }
      : { top, left, rows, columns };
  const [spreadY, spreadX] = frame.rows === height && random.integer(2) ? ([1, 1] as const) : spread;
  const x = randomMap(random, [batch, height, width, channels]);
  const record = randomRecord(random, channels);
  const bench = new Workbench(random, batch);
  const y = bench.room([frame.rows, frame.columns, channels], true);
  await bench.run([
    {
      name: 'pack',
      words: {
        ...{ x: bench.map(x, random.integer(2) === 0), norm: isNormalised ? bench.vector(record.words) : 0 },
        ...{ relu: isRectified ? 1 : 0, height, width, groups, y, fill: floatBits(fill) },
        ...{ ...frame, spreadY, spreadX, mean: 0, ...noWindow },
      },
    },
  ]);
  const seen: Map64 = {
    shape: x.shape,
    data: x.data.map((value, i) => {
      const normalised = isNormalised ? record.apply(value, i % channels) : value;
      return isRectified ? Math.max(normalised, 0) : normalised;
    }),
  };
  const expected = framed(seen, frame, fill, [spreadY, spreadX]);
  const what = `${batch} x ${height} x ${width} x ${channels} in ${JSON.stringify(frame)}, ${spreadY} x ${spreadX} apart`;
  // What is beyond a maximum's map would hide all rounding.
  const shown = (value: number): number => (value === fill && fill < -1e30 ? 1e3 : value);
  const actual = bench.read(y, [frame.rows, frame.columns, channels], fill).data;
  expectClose(actual.map(shown), expected.data.map(shown), what);
}

for (const isNormalised of [false, true]) {
  for (const isRectified of [false, true]) {
    const how = [isNormalised ? 'normalised' : '', isRectified ? 'rectified' : ''].filter(Boolean).join(', ');
    test(`copies with a margin${how && `, ${how}`}`, async () => {
      const random = createRandom(300 + (isNormalised ? 2 : 0) + (isRectified ? 1 : 0));
      for (let shape = 0; shape < 60 * SHAPES; shape++) {
        await agree(random, isNormalised, isRectified, [0, Math.fround(-3.4e38), 1.5][shape % 3]!);
      }
    });
  }
}
