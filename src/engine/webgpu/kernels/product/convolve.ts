import { type Family, LANES } from '../../ir/job.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { folding } from '../text/variants.ts';
import source from './convolve.wgsl?raw';

const pixelsEach = 8;

const groupsEach = 2;

/** Workgroups of a convolution to so many pixels and groups of outputs. */
export function convolveWorkgroups(pixels: number, outs: number): number {
  return Math.ceil(pixels / (pixelsEach * LANES)) * Math.ceil(outs / groupsEach);
}

const fields = [
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
] as const;

function convolveFamily(NORMALISED: 0 | 1, FOLDED: 0 | 1 = 0): Family<(typeof fields)[number]> {
  return {
    name: NORMALISED ? 'convolve, normalised' : 'convolve',
    source: expand(source, { PIXELS: pixelsEach, OUTS: groupsEach, NORMALISED, FOLDED }),
    fields,
    writes: ['y'],
  };
}

const families = [convolveFamily(0), convolveFamily(1)] as const;

/** Of a batch norm whose moments it joins. */
export const foldedConvolve: Family<(typeof fields)[number]> = folding(convolveFamily(1, 1));

/** `normalised`: whether it reads a batch norm. */
export const convolve = (normalised: boolean): Family<(typeof fields)[number]> =>
  families[normalised ? 1 : 0];
