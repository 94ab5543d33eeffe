import type { Geometry } from '../compile/forward.ts';
import { ceilDiv, split } from '../compile/split.ts';
import source from './depthwiseFilter.wgsl?raw';
import stripSource from './depthwiseFilterStrips.wgsl?raw';
import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

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
  'chunks',
  ...WINDOW_FIELDS,
] as const;

const pixelsEach = 8;

/** Invocations that a job is split into, at least where there are pixels enough. */
const UNITS = 1024;

export interface DepthwiseFilter {
  readonly family: Family<(typeof fields)[number]>;
  /** Partial sums, each of the size of the filter. */
  readonly chunks: number;
  readonly workgroups: number;
}

/** The filter gradient over `images` maps of height x width outputs and so many groups of channels. */
export function depthwiseFilter(
  { kernel, strides, rate }: Geometry,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
): DepthwiseFilter {
  const flat = strides[0] === 1 && strides[1] === 1 && rate === 1;
  const rowsEach = flat ? Math.min(kernel[0], 5) : 1;
  const tiles = ceilDiv(kernel[0], rowsEach);
  const strips = images * ceilDiv(width, pixelsEach);
  const { chunks } = split(flat ? strips : strips * height, UNITS / (tiles * groups), 1);
  return {
    family: flat ? byStrips(kernel[1], rowsEach) : byRows(kernel[1], strides[1], rate),
    chunks,
    workgroups: ceilDiv(chunks * tiles * groups, LANES),
  };
}

function byStrips(kernelWidth: number, rowsEach: number): Family<(typeof fields)[number]> {
  return {
    name: `depthwiseFilter ${kernelWidth} wide, ${rowsEach} rows`,
    source: expand(stripSource, { P: pixelsEach, T: rowsEach, K: kernelWidth }),
    fields,
    writes: ['partial'],
  };
}

function byRows(kernelWidth: number, stride: number, rate: number): Family<(typeof fields)[number]> {
  return {
    name: `depthwiseFilter ${kernelWidth} wide, stride ${stride}, rate ${rate}`,
    source: expand(source, { P: pixelsEach, K: kernelWidth, S: stride, R: rate }),
    fields,
    writes: ['partial'],
  };
}
