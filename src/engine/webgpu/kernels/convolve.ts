import source from './convolve.wgsl?raw';
import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

const pixelsEach = 4;

const groupsEach = 2;

/** Workgroups of a convolution to so many pixels and groups of outputs. */
export function convolveWorkgroups(pixels: number, outs: number): number {
  return Math.ceil(pixels / (pixelsEach * LANES)) * Math.ceil(outs / groupsEach);
}

export const convolve = {
  name: 'convolve',
  source: expand(source, { P: pixelsEach, O: groupsEach }),
  fields: [
    'x',
    'xStride',
    'norm',
    'relu',
    'ins',
    'y',
    'yStride',
    'outs',
    'weight',
    'pixels',
    ...WINDOW_FIELDS,
  ],
  writes: ['y'],
} as const satisfies Family;
