import type { Grain } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, evenly, split } from '../../ir/split.ts';
import { GROUP_REGISTERS, LOOP_REGISTERS, MOST_REGISTERS } from '../registers.ts';
import { expand } from '../text/expand.ts';
import { batchesOf, COLUMNS_MOST, joinsEight } from '../text/variants.ts';
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

/** The same where sums are joined, and inputs are divided among invocations: each loads all of the outputs' gradient. */
const mostJoined = 4;

/** Pixels of an invocation, at least: it loads as many weights as of four to eight pixels. */
const pixelsLeast = 8;

/** Whether there is a kernel for both gradients at once, of so many groups of inputs and outputs. */
export function isPointwiseBackward(ins: number, outs: number, { fused, joined }: Grain): boolean {
  if (fused === 0) return false;
  return joined ? Math.max(ins, outs) <= mostJoined : ins <= most && outs <= most;
}

/**
 * Registers of an invocation that has so many groups of inputs and all of the outputs: the weights and as many sums, the three
 * vectors of the batch norm, g, and of what is loaded the inputs, one d and one z; and one dx.
 */
const registersOf = (ins: number, outs: number): number =>
  GROUP_REGISTERS * (8 * ins * outs + 3 * outs + outs + ins + 3) + LOOP_REGISTERS;

/** Groups of inputs of one invocation. */
function insEach(ins: number, outs: number): number {
  let each = ins;
  while (each > 1 && registersOf(each, outs) > MOST_REGISTERS) each--;
  return evenly(ins, each);
}

export interface PointwiseBackward {
  readonly family: Family;
  /** The words that say how the pixels are divided. */
  readonly division: Readonly<Record<string, number>>;
  /** Partial sums, each of the size of the filter. */
  readonly partials: number;
  readonly workgroups: number;
}

/** Both gradients over so many pixels, of so many groups of inputs and outputs. */
export function pointwiseBackward(
  pixels: number,
  ins: number,
  outs: number,
  grain: Grain,
): PointwiseBackward {
  return grain.joined ? together(pixels, ins, outs, grain) : apart(pixels, ins, outs, grain);
}

function apart(pixels: number, ins: number, outs: number, grain: Grain): PointwiseBackward {
  const { chunks } = split(pixels, grain.units, 32);
  return {
    family: {
      name: `pointwiseBackward ${ins} by ${outs}`,
      source: expand(source, { INS: ins, OUTS: outs, JOINED: 0 }),
      fields,
      writes: ['y', 'partial'],
    },
    division: { chunks },
    partials: chunks,
    workgroups: ceilDiv(chunks, LANES),
  };
}

function together(pixels: number, ins: number, outs: number, grain: Grain): PointwiseBackward {
  const each = insEach(ins, outs);
  const tiles = ceilDiv(ins, each);
  const columns = evenly(tiles, COLUMNS_MOST);
  const { chunks } = split(pixels, grain.filterUnits / tiles, pixelsLeast);
  const partials = ceilDiv(chunks, Math.floor(LANES / columns));
  const constants = { INS: each, OUTS: outs, JOINED: 1, BATCHES: batchesOf(4 * each * outs) };
  return {
    family: joinsEight({
      name: `pointwiseBackward ${each} by ${outs}`,
      source: expand(source, constants),
      fields: [...fields, 'ins', 'columns'],
      writes: ['y', 'partial'],
    }),
    division: { chunks, ins, columns },
    partials,
    workgroups: partials * ceilDiv(tiles, columns),
  };
}
