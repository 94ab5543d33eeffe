import type { WindowGeometry } from '../../../../network/windows.ts';
import { ChildError } from '../../../executor.ts';
import { type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { numbered } from '../text/variants.ts';
import source from './depthwiseFilter.wgsl?raw';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'g',
  'gStride',
  'partial',
  'images',
  'tiles',
  'chunks',
  ...WINDOW_FIELDS,
] as const;

/** Pixels side by side. */
const pixelsEach = 4;

/** Rows of taps that an invocation has registers for. */
const mostRows = 5;

export interface DepthwiseFilter {
  readonly family: Family<(typeof fields)[number]>;
  /** Parts that the rows of the kernel are divided into, each of another invocation. */
  readonly tiles: number;
  /** Partial sums, each of the size of the filter. */
  readonly chunks: number;
  readonly workgroups: number;
}

/** The filter gradient over `images` maps of height x width outputs and so many groups of channels. */
export function depthwiseFilter(
  { kernel, strides, rate }: WindowGeometry,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
): DepthwiseFilter {
  const [tall, wide] = kernel;
  const [strideY, stride] = strides;
  if (strideY !== stride || (stride > 1 && rate > 1)) {
    throw new ChildError(
      `no kernel for the filter gradient of a depthwise convolution of stride ${strideY} x ${stride}, rate ${rate}`,
    );
  }
  // With a stride, rows of the map meet every so many-th row of taps, and no others.
  const tiles = stride > 1 ? Math.min(stride, tall) : ceilDiv(tall, mostRows);
  const rows = ceilDiv(tall, stride > 1 ? stride : tiles);
  const strips = images * ceilDiv(width, pixelsEach) * rate;
  const numbers = groups * partsOf(grain);
  const least = Math.max(
    grain.units / (tiles * numbers),
    (strips * height) / rate / grain.rows / partsOf(grain),
  );
  const chunks = Math.min(strips, Math.ceil(least));
  const family: DepthwiseFilter['family'] = {
    name: `depthwiseFilter ${wide} wide, ${rows} rows, stride ${stride}, rate ${rate}`,
    source: expand(source, {
      ...{ PIXELS: pixelsEach, ROWS: rows, WIDTH: wide, STRIDE: stride, RATE: rate },
      ...{ TILE_STEP: stride > 1 ? 1 : rows, SEVERAL: rows > 1 ? 1 : 0 },
    }),
    fields,
    writes: ['partial'],
  };
  return {
    family: numbered(family, grain),
    tiles,
    chunks,
    workgroups: ceilDiv(chunks * tiles * numbers, LANES),
  };
}
