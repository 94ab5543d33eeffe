import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import source from './pointwise.wgsl?raw';

const pixelsEach = 16;
const groupsEach = 2;

/** Workgroups of a product of so many pixels and groups of outputs. */
export function pointwiseWorkgroups(pixels: number, outs: number): number {
  return Math.ceil(pixels / (pixelsEach * LANES)) * Math.ceil(outs / groupsEach);
}

const fields = ['x', 'xStride', 'norm', 'relu', 'ins', 'y', 'yStride', 'outs', 'weight', 'pixels'] as const;

function pointwiseFamily(normalised: boolean): Family<(typeof fields)[number]> {
  return {
    name: normalised ? 'pointwise, normalised' : 'pointwise',
    source: expand(source, { P: pixelsEach, O: groupsEach, N: normalised ? 1 : 0 }),
    fields,
    writes: ['y'],
  };
}

const families = [pointwiseFamily(false), pointwiseFamily(true)] as const;

export const pointwise = (normalised: boolean): Family<(typeof fields)[number]> =>
  families[normalised ? 1 : 0];
