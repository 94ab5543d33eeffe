import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import source from './pointwise.wgsl?raw';

const pixelsEach = 4;

/** Pixels of one workgroup. */
export const POINTWISE_BLOCK = pixelsEach * LANES;

export const pointwise = {
  name: 'pointwise',
  source: expand(source, { P: pixelsEach }),
  fields: ['x', 'xStride', 'norm', 'relu', 'ins', 'y', 'yStride', 'outs', 'weight', 'pixels'],
  writes: ['y'],
} as const satisfies Family;
