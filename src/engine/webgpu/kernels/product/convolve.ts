import { type Family, LANES } from '../../ir/job.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
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

function convolveFamily(normalised: boolean): Family<(typeof fields)[number]> {
  return {
    name: normalised ? 'convolve, normalised' : 'convolve',
    source: expand(source, { PIXELS: pixelsEach, OUTS: groupsEach, NORMALISED: normalised ? 1 : 0 }),
    fields,
    writes: ['y'],
  };
}

const families = [convolveFamily(false), convolveFamily(true)] as const;

/** `normalised`: whether it reads a batch norm. */
export const convolve = (normalised: boolean): Family<(typeof fields)[number]> =>
  families[normalised ? 1 : 0];
