import type { Grain } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, evenly, split } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import { batchesOf, COLUMNS_MOST, joinsEight } from '../text/variants.ts';
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
  readonly family: Family;
  /** The words that say how the pixels are divided. */
  readonly division: Readonly<Record<string, number>>;
  /** Partial sums, each of the size of the filter. */
  readonly partials: number;
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
  const isJoined = grain.joined === 1 && grain.fused === 1;
  const constants = { INS: insEach, OUTS: outsEach, WIDE: wide ? 1 : 0, JOINED: isJoined ? 1 : 0 };
  const family: Family = {
    name: `pointwiseFilter ${insEach} by ${outsEach}${wide ? ', from 32 bits' : ''}`,
    source: expand(source, { ...constants, BATCHES: batchesOf(4 * insEach * outsEach) }),
    fields,
    writes: ['partial'],
  };
  if (!isJoined) {
    const { chunks } = split(pixels, grain.units / tiles, 32);
    return { family, division: { chunks }, partials: chunks, workgroups: ceilDiv(chunks * tiles, LANES) };
  }
  const beside = evenly(tiles, COLUMNS_MOST);
  const { chunks } = split(pixels, grain.filterUnits / tiles, 8);
  const partials = ceilDiv(chunks, Math.floor(LANES / beside));
  return {
    family: joinsEight({ ...family, fields: [...fields, 'beside'] }),
    division: { chunks, beside },
    partials,
    workgroups: partials * ceilDiv(tiles, beside),
  };
}
