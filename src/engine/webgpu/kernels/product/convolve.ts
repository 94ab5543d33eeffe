import { type Family, LANES } from '../../ir/job.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { folding, withMoments } from '../text/variants.ts';
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

/** What it reads: a map, a batch norm by its record, or one whose moments it joins. */
export type ConvolveKind = 'plain' | 'normalised' | 'folded';

function convolveFamily(kind: ConvolveKind, MOMENTS: 0 | 1): Family<Field> {
  const [NORMALISED, FOLDED] = [kind === 'plain' ? 0 : 1, kind === 'folded' ? 1 : 0];
  const family: Family<Field> = {
    name: NORMALISED ? 'convolve, normalised' : 'convolve',
    source: expand(source, { PIXELS: pixelsEach, OUTS: groupsEach, NORMALISED, FOLDED, MOMENTS }),
    fields,
    writes: ['y'],
  };
  return kind === 'folded' ? folding(family) : family;
}

const kinds: readonly ConvolveKind[] = ['plain', 'normalised', 'folded'];
const families = new Map(kinds.map((kind) => [kind, convolveFamily(kind, 0)]));

export const convolve = (kind: ConvolveKind): Family<Field> => families.get(kind)!;

/** The same kernel, which also writes the moments of what it makes: of the pixels of each workgroup together. */
export const convolveMoments = (kind: ConvolveKind): Family<Field | 'partial'> =>
  withMoments(convolveFamily(kind, 1));
