import { ceilDiv } from '../compile/split.ts';
import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import source from './pointwise.wgsl?raw';
import deepSource from './pointwiseDeep.wgsl?raw';

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
  'stride',
] as const;

export type PointwiseKind = 'plain' | 'normalised' | 'gradient';

export interface Pointwise {
  readonly family: Family<(typeof fields)[number]>;
  readonly workgroups: number;
  /** Distance of the pixels of one invocation, for the field `stride`. */
  readonly stride: number;
}

/** Groups of inputs whose weights fit into registers. */
const FEW = 4;

/** Pixels of one invocation where there are few inputs. */
const pixelsEach = 32;

const deepPixelsEach = 16;
const deepGroupsEach = 2;

/** The product of so many pixels with weights of so many groups of inputs and outputs (of a gradient: outputs and inputs). */
export function pointwise(kind: PointwiseKind, pixels: number, ins: number, outs: number): Pointwise {
  if (ins > FEW) {
    const blocks = ceilDiv(pixels, deepPixelsEach * LANES);
    return { family: deep(kind), workgroups: blocks * ceilDiv(outs, deepGroupsEach), stride: LANES };
  }
  const groupsEach = outs % 2 === 0 ? 2 : 1;
  const stride = ceilDiv(pixels, pixelsEach);
  return {
    family: few(kind, ins, groupsEach),
    workgroups: ceilDiv((outs / groupsEach) * stride, LANES),
    stride,
  };
}

const constantsOf = (kind: PointwiseKind): { readonly N: number; readonly T: number } => ({
  N: kind === 'normalised' ? 1 : 0,
  T: kind === 'gradient' ? 1 : 0,
});

function few(kind: PointwiseKind, ins: number, groupsEach: number): Pointwise['family'] {
  return {
    name: `pointwise ${ins} to ${groupsEach}, ${kind}`,
    source: expand(source, { I: ins, O: groupsEach, ...constantsOf(kind) }),
    fields,
    writes: ['y'],
  };
}

function deep(kind: PointwiseKind): Pointwise['family'] {
  return {
    name: `pointwise, ${kind}`,
    source: expand(deepSource, { P: deepPixelsEach, O: deepGroupsEach, ...constantsOf(kind) }),
    fields,
    writes: ['y'],
  };
}
