import type { Grain } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, evenly } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import { folding, withMoments } from '../text/variants.ts';
import source from './pointwise.wgsl?raw';

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
  'turned',
  'pixels',
  'stride',
] as const;

/** `folded`: normalised by moments that it joins itself. */
export type PointwiseKind = 'plain' | 'normalised' | 'folded' | 'gradient';

const readsNorm = (kind: PointwiseKind): boolean => kind === 'normalised' || kind === 'folded';

type Field = (typeof fields)[number];

export interface Pointwise<Fields extends string = Field> {
  readonly family: Family<Fields>;
  readonly workgroups: number;
  /** Distance of the pixels of one invocation, for the field `stride`. */
  readonly stride: number;
}

/** Most groups of inputs whose weights stay in registers. */
const insEach = 4;

/** As of a dense layer, whose pixels are images. */
const smallPixels = 512;

/** Of 16-bit maps, whether what is read, or written, is 32-bit all the same. */
export interface Wide {
  readonly in: boolean;
  readonly out: boolean;
}

/** Pixels whose sums an invocation holds, where those of 16-bit maps are. */
const heldPixels = 4;

/** Most workgroups that write moments of the same groups: who reads a batch norm's statistics joins them all. */
const mostBands = 256;

/**
 * The product of so many pixels with weights of so many groups of inputs and outputs (of a gradient: outputs and inputs).
 * `wide`: null where all is 32-bit.
 */
export function pointwise(
  kind: PointwiseKind,
  pixels: number,
  ins: number,
  outs: number,
  grain: Grain,
  wide: Wide | null = null,
): Pointwise {
  return divided(kind, pixels, ins, outs, grain, wide, false);
}

/** The same product, which also writes the moments of what it makes, of LANES of `stride` blocks of pixels together. */
export function pointwiseMoments(
  kind: Exclude<PointwiseKind, 'gradient'>,
  pixels: number,
  ins: number,
  outs: number,
  grain: Grain,
  wide: Wide | null = null,
): Pointwise<Field | 'partial'> {
  const product = divided(kind, pixels, ins, outs, grain, wide, true);
  return { ...product, family: withMoments(product.family) };
}

function divided(
  kind: PointwiseKind,
  pixels: number,
  ins: number,
  outs: number,
  grain: Grain,
  wide: Wide | null,
  moments: boolean,
): Pointwise {
  // A small product is not worth a kernel of its own: the one for many inputs does them all.
  const general = ins > insEach || pixels < smallPixels || wide?.in === true || wide?.out === true;
  const most = readsNorm(kind) ? evenly(ins, insEach) : insEach;
  const groupsEach = general ? 2 : Math.min(outs, 2);
  const columns = ceilDiv(outs, groupsEach);
  // The weights are loaded once an invocation: where there are invocations enough, each takes more pixels.
  const each = Math.min(
    4 * grain.pixels,
    Math.max(grain.pixels, Math.floor((pixels * columns) / grain.units)),
  );
  const apart = ceilDiv(pixels, each);
  const stride = moments ? LANES * Math.min(ceilDiv(apart, LANES), mostBands) : apart;
  return {
    family:
      wide && general
        ? heldFamily(kind, groupsEach, wide, moments)
        : familyOf(kind, general ? most : ins, groupsEach, general, grain, moments),
    workgroups: ceilDiv(columns * stride, LANES),
    stride,
  };
}

function familyOf(
  kind: PointwiseKind,
  ins: number,
  outs: number,
  again: boolean,
  { loops }: Grain,
  moments: boolean,
): Pointwise['family'] {
  return foldedAs(kind, {
    name: `pointwise ${ins} to ${outs}${readsNorm(kind) ? ', normalised' : ''}${again ? ', again' : ''}${loops ? '' : ', unrolled'}`,
    source: expand(source, {
      ...{ INS: ins, OUTS: outs, AGAIN: again ? 1 : 0, LOOPS: loops },
      ...{ NORMALISED: readsNorm(kind) ? 1 : 0, FOLDED: kind === 'folded' ? 1 : 0 },
      ...{ HELD: 0, MOMENTS: moments ? 1 : 0 },
    }),
    fields,
    writes: ['y'],
    bothWays: true,
    ...(again && { onePass: ['ins', ins] }),
  });
}

function heldFamily(kind: PointwiseKind, outs: number, wide: Wide, moments: boolean): Pointwise['family'] {
  const [isNormalised, isWideIn, isWideOut] = [readsNorm(kind), wide.in, wide.out];
  const name = `pointwise, held, to ${outs}${isNormalised ? ', normalised' : ''}`;
  return foldedAs(kind, {
    name: `${name}${isWideIn ? ', from 32 bits' : ''}${isWideOut ? ', to 32 bits' : ''}`,
    source: expand(source, {
      ...{ INS: 1, OUTS: outs, PIXELS: heldPixels, HELD: 1, NORMALISED: isNormalised ? 1 : 0 },
      ...{ WIDE_IN: isWideIn ? 1 : 0, WIDE_OUT: isWideOut ? 1 : 0 },
      ...{ FOLDED: kind === 'folded' ? 1 : 0, MOMENTS: moments ? 1 : 0 },
    }),
    fields,
    writes: ['y'],
    bothWays: true,
  });
}

const foldedAs = (kind: PointwiseKind, family: Pointwise['family']): Pointwise['family'] =>
  kind === 'folded' ? folding(family) : family;
