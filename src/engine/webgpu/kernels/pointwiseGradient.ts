import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import source from './pointwiseGradient.wgsl?raw';

const pixelsEach = 4;

/** Pixels of one workgroup. */
export const POINTWISE_GRADIENT_BLOCK = pixelsEach * LANES;

export const pointwiseGradient = {
  name: 'pointwiseGradient',
  source: expand(source, { P: pixelsEach }),
  fields: ['g', 'gStride', 'outs', 'y', 'yStride', 'ins', 'weight', 'pixels'],
  writes: ['y'],
} as const satisfies Family;
