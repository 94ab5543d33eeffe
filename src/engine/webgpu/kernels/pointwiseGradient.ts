import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import source from './pointwiseGradient.wgsl?raw';

const pixelsEach = 8;
const groupsEach = 2;

/** Workgroups of a product of so many pixels and groups of inputs. */
export function pointwiseGradientWorkgroups(pixels: number, ins: number): number {
  return Math.ceil(pixels / (pixelsEach * LANES)) * Math.ceil(ins / groupsEach);
}

export const pointwiseGradient = {
  name: 'pointwiseGradient',
  source: expand(source, { P: pixelsEach, I: groupsEach }),
  fields: ['g', 'gStride', 'outs', 'y', 'yStride', 'ins', 'weight', 'pixels'],
  writes: ['y'],
} as const satisfies Family;
