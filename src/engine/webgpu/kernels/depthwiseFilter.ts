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
  'chunkRows',
  ...WINDOW_FIELDS,
] as const;

const pixelsEach = 4;

export function depthwiseFilter(
  kernelWidth: number,
  stride: number,
  rate: number,
): Family<(typeof fields)[number]> {
  return {
    name: `depthwiseFilter ${kernelWidth} wide, stride ${stride}, rate ${rate}`,
    source: expand(source, { P: pixelsEach, K: kernelWidth, S: stride, R: rate }),
    fields,
    writes: ['partial'],
  };
}
