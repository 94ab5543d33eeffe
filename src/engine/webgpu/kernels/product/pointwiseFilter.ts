import type { Grain } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, split } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import source from './pointwiseFilter.wgsl?raw';

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
  'pixels',
] as const;

export interface PointwiseFilter {
  readonly family: Family<(typeof fields)[number]>;
  /** Partial sums, each of the size of the filter. */
  readonly chunks: number;
  readonly workgroups: number;
}

/**
 * The filter gradient over so many pixels, of so many groups of inputs and outputs. `wide`: beside 16-bit maps the gradient of
 * the outputs is 32-bit.
 */
export function pointwiseFilter(
  pixels: number,
  ins: number,
  outs: number,
  grain: Grain,
  wide = false,
): PointwiseFilter {
  // Few shapes, so that few kernels have to be compiled: of groups that are not there, the last one is computed again.
  const [insEach, outsEach] = [Math.min(ins, 4), Math.min(outs, 2)];
  const tiles = ceilDiv(ins, insEach) * ceilDiv(outs, outsEach);
  const { chunks } = split(pixels, grain.units / tiles, 32);
  return {
    family: {
      name: `pointwiseFilter ${insEach} by ${outsEach}${wide ? ', from 32 bits' : ''}`,
      source: expand(source, { INS: insEach, OUTS: outsEach, WIDE: wide ? 1 : 0 }),
      fields,
      writes: ['partial'],
    },
    chunks,
    workgroups: ceilDiv(chunks * tiles, LANES),
  };
}
