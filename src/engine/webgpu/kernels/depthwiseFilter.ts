import source from './depthwiseFilter.wgsl?raw';
import { expand } from './expand.ts';
import type { Family } from './family.ts';
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

/** Output pixels of a block, the unit that chunks are made of. */
export const DEPTHWISE_FILTER_PIXELS = 8;

export function depthwiseFilter(
  kernelWidth: number,
  stride: number,
  rate: number,
): Family<(typeof fields)[number]> {
  return {
    name: `depthwiseFilter ${kernelWidth} wide, stride ${stride}, rate ${rate}`,
    source: expand(source, { P: DEPTHWISE_FILTER_PIXELS, K: kernelWidth, S: stride, R: rate }),
    fields,
    writes: ['partial'],
  };
}
