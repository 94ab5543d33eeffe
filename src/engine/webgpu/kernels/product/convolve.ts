import { type Family, LANES } from '../../ir/job.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { withMoments } from '../norm/producedMoments.ts';
import { expand } from '../text/expand.ts';
import source from './convolve.wgsl?raw';

const pixelsEach = 8;

const groupsEach = 2;

/** Pixels of a workgroup. */
export const convolvePixels = pixelsEach * LANES;

/** Workgroups of a convolution to so many pixels and groups of outputs. */
export function convolveWorkgroups(pixels: number, outs: number): number {
  return Math.ceil(pixels / convolvePixels) * Math.ceil(outs / groupsEach);
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

type Field = (typeof fields)[number];

function convolveFamily(normalised: boolean, moments: boolean): Family<Field> {
  return {
    name: normalised ? 'convolve, normalised' : 'convolve',
    source: expand(source, {
      ...{ PIXELS: pixelsEach, OUTS: groupsEach, NORMALISED: normalised ? 1 : 0 },
      MOMENTS: moments ? 1 : 0,
    }),
    fields,
    writes: ['y'],
  };
}

const families = [convolveFamily(false, false), convolveFamily(true, false)] as const;

/** `normalised`: whether it reads a batch norm. */
export const convolve = (normalised: boolean): Family<Field> => families[normalised ? 1 : 0];

/** The same kernel, which also writes the moments of what it makes: of the pixels of each workgroup together. */
export const convolveMoments = (normalised: boolean): Family<Field | 'partial'> =>
  withMoments(convolveFamily(normalised, true));
