import type { Grain } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, split } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import source from './pointwiseBackward.wgsl?raw';

const fields = [
  'x',
  'xStride',
  'z',
  'zStride',
  'record',
  'd',
  'dStride',
  'back',
  'y',
  'yStride',
  'weight',
  'partial',
  'pixels',
  'chunks',
] as const;

/** Most groups of inputs, and of outputs: there are registers for no more. */
const most = 2;

/** Whether there is a kernel for both gradients at once, of so many groups of inputs and outputs. */
export const isPointwiseBackward = (ins: number, outs: number, { fused }: Grain): boolean =>
  fused === 1 && ins <= most && outs <= most;

export interface PointwiseBackward {
  readonly family: Family<(typeof fields)[number]>;
  /** Partial sums, each of the size of the filter. */
  readonly chunks: number;
  readonly workgroups: number;
}

/** Both gradients over so many pixels, of so many groups of inputs and outputs. */
export function pointwiseBackward(
  pixels: number,
  ins: number,
  outs: number,
  grain: Grain,
): PointwiseBackward {
  const { chunks } = split(pixels, grain.units, 32);
  return {
    family: {
      name: `pointwiseBackward ${ins} by ${outs}`,
      source: expand(source, { INS: ins, OUTS: outs }),
      fields,
      writes: ['y', 'partial'],
    },
    chunks,
    workgroups: ceilDiv(chunks, LANES),
  };
}
