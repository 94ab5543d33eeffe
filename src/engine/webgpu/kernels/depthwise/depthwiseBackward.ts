import type { WindowGeometry } from '../../../../network/windows.ts';
import { type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { numbered } from '../text/variants.ts';
import source from './depthwiseBackward.wgsl?raw';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'g',
  'gStride',
  'y',
  'yStride',
  'weight',
  'partial',
  'sums',
  'images',
  'chunks',
  ...WINDOW_FIELDS,
] as const;

/** Pixels side by side: wider strips load less and have more registers. */
const pixelsEach = (wide: number): number => (wide <= 3 ? 8 : wide <= 5 ? 4 : 2);

/** Whether there is a kernel for both gradients at once. */
export function isDepthwiseBackward({ kernel, strides }: WindowGeometry, { fused }: Grain): boolean {
  return fused === 1 && kernel[0] > 1 && strides[0] === 1 && strides[1] === 1;
}

export interface DepthwiseBackward {
  readonly family: Family<(typeof fields)[number]>;
  /** Partial sums, each of the size of the filter, and of those of a batch norm. */
  readonly chunks: number;
  readonly workgroups: number;
}

/** Both gradients for `images` maps of height x width inputs and so many groups of channels. */
export function depthwiseBackward(
  { kernel, rate }: WindowGeometry,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
): DepthwiseBackward {
  const [tall, wide] = kernel;
  const pixels = pixelsEach(wide);
  const strips = images * ceilDiv(width, pixels) * rate;
  const numbers = groups * partsOf(grain);
  const rows = (strips * height) / rate;
  const chunks = Math.min(
    strips,
    Math.ceil(Math.max(grain.units / numbers, rows / grain.rows / partsOf(grain))),
  );
  const family: DepthwiseBackward['family'] = {
    name: `depthwiseBackward ${tall} x ${wide}, rate ${rate}`,
    source: expand(source, { PIXELS: pixels, HEIGHT: tall, WIDTH: wide, RATE: rate }),
    fields,
    writes: ['y', 'partial', 'sums'],
  };
  return { family: numbered(family, grain), chunks, workgroups: ceilDiv(chunks * numbers, LANES) };
}
