import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import source from './pointwise.wgsl?raw';

const pixelsEach = 8;
const groupsEach = 2;

/** Workgroups of a product of so many pixels and groups of outputs. */
export function pointwiseWorkgroups(pixels: number, outs: number): number {
  return Math.ceil(pixels / (pixelsEach * LANES)) * Math.ceil(outs / groupsEach);
}

export const pointwise = {
  name: 'pointwise',
  source: expand(source, { P: pixelsEach, O: groupsEach }),
  fields: ['x', 'xStride', 'norm', 'relu', 'ins', 'y', 'yStride', 'outs', 'weight', 'pixels'],
  writes: ['y'],
} as const satisfies Family;
