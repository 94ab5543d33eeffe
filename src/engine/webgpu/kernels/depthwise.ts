import source from './depthwise.wgsl?raw';
import { expand } from './expand.ts';
import type { Family } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'y',
  'yStride',
  'weight',
  'images',
  'flip',
  ...WINDOW_FIELDS,
] as const;

/** Output pixels of one invocation. */
export const DEPTHWISE_PIXELS = 8;

/** A row of the kernel is unrolled, so each width, stride and rate is a pipeline of its own. */
export function depthwise(
  kernelWidth: number,
  stride: number,
  rate: number,
): Family<(typeof fields)[number]> {
  return {
    name: `depthwise ${kernelWidth} wide, stride ${stride}, rate ${rate}`,
    source: expand(source, { P: DEPTHWISE_PIXELS, K: kernelWidth, S: stride, R: rate }),
    fields,
    writes: ['y'],
  };
}
