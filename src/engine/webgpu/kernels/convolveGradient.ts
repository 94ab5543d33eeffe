import source from './convolveGradient.wgsl?raw';
import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

const pixelsEach = 4;

/** Input pixels of one workgroup. */
export const CONVOLVE_GRADIENT_BLOCK = pixelsEach * LANES;

export const convolveGradient = {
  name: 'convolveGradient',
  source: expand(source, { P: pixelsEach }),
  fields: ['g', 'gStride', 'outs', 'y', 'yStride', 'ins', 'weight', 'pixels', ...WINDOW_FIELDS],
  writes: ['y'],
} as const satisfies Family;
