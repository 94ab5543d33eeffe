import type { Grain } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, split } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import source from './filterGradient.wgsl?raw';

/** Pixels of outputs, side by side, that are one turn of the loop. */
const pixelsEach = 2;

/** Pairs of a tap and a group of inputs, and groups of outputs, of one invocation. */
const pairsEach = 3;
const groupsEach = 2;

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'ins',
  'g',
  'gStride',
  'outs',
  'partial',
  'chunks',
  'each',
  'pixels',
  ...WINDOW_FIELDS,
] as const;

export interface FilterSplit {
  /** Partial sums, each of the size of the filter. */
  readonly chunks: number;
  /** Runs of pixels of a chunk. */
  readonly each: number;
  readonly workgroups: number;
}

/**
 * How the filter gradient over `rows` rows of outputs (of all images), each of `width`, is split. `pairs`: taps x groups
 * of inputs.
 */
export function filterSplit(
  pairs: number,
  outs: number,
  [rows, width]: readonly [number, number],
  grain: Grain,
): FilterSplit {
  const tiles = ceilDiv(pairs, pairsEach) * ceilDiv(outs, groupsEach);
  const { chunks, each } = split(rows * ceilDiv(width, pixelsEach), grain.filterUnits / tiles, 1);
  return { chunks, each, workgroups: ceilDiv(chunks * tiles, LANES) };
}

function filterFamily(normalised: boolean): Family<(typeof fields)[number]> {
  return {
    name: normalised ? 'filterGradient, normalised' : 'filterGradient',
    source: expand(source, {
      PIXELS: pixelsEach,
      PAIRS: pairsEach,
      OUTS: groupsEach,
      NORMALISED: normalised ? 1 : 0,
    }),
    fields,
    writes: ['partial'],
  };
}

const families = [filterFamily(false), filterFamily(true)] as const;

/** `normalised`: whether it reads a batch norm. */
export const filterGradient = (normalised: boolean): Family<(typeof fields)[number]> =>
  families[normalised ? 1 : 0];
