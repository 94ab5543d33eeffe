import source from './convolve.wgsl?raw';
import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

const pixelsEach = 4;

/** Pixels of one workgroup. */
export const CONVOLVE_BLOCK = pixelsEach * LANES;

export const convolve = {
  name: 'convolve',
  source: expand(source, { P: pixelsEach }),
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
