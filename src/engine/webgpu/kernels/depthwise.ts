import { ChildError } from '../../executor.ts';
import type { Geometry } from '../compile/forward.ts';
import { ceilDiv } from '../compile/split.ts';
import source from './depthwise.wgsl?raw';
import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'y',
  'yStride',
  'weight',
  'images',
  'flip',
  'tall',
  'chunks',
  ...WINDOW_FIELDS,
] as const;

type Shape = Pick<Geometry, 'kernel' | 'strides' | 'rate'>;

/** Output pixels of one invocation side by side: wider ones save loads and cost registers. */
const pixelsEach = ({ kernel, strides }: Shape): number => (kernel[1] > 5 || strides[1] > 1 ? 2 : 4);

/** Rows of outputs that one invocation goes down, in several images where there are invocations enough. */
const ROWS = 64;

/** Invocations that a job is split into, at least where there are pixels enough. */
const UNITS = 256;

export interface DepthwiseSplit {
  /** Rows of outputs of one invocation in an image. */
  readonly tall: number;
  /** Every so many-th image belongs to the same invocation. */
  readonly chunks: number;
  readonly workgroups: number;
}

/** How `images` maps of height x width outputs and so many groups of channels are divided. */
export function depthwiseSplit(
  shape: Shape,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
): DepthwiseSplit {
  const strips = ceilDiv(width, pixelsEach(shape)) * groups * shape.rate;
  const rows = ceilDiv(height, shape.rate);
  const chunks = Math.min(images, Math.max(ceilDiv(UNITS, strips), ceilDiv(images * rows, ROWS)));
  const bands = Math.max(1, Math.min(ceilDiv(rows, 8), Math.floor(UNITS / (strips * chunks))));
  const tall = ceilDiv(rows, bands);
  return { tall, chunks, workgroups: ceilDiv(chunks * strips * ceilDiv(rows, tall), LANES) };
}

/** The taps are unrolled, so each size, stride and rate is a pipeline of its own. */
export function depthwise(shape: Shape): Family<(typeof fields)[number]> {
  const { kernel, strides, rate } = shape;
  const [height, width] = kernel;
  const [strideY, stride] = strides;
  if (strideY !== stride || (stride > 1 && rate > 1)) {
    throw new ChildError(`no depthwise kernel of stride ${strideY} x ${stride}, rate ${rate}`);
  }
  const rows = Math.min(stride, height);
  const turns = Math.max(2, ceilDiv(height, rows));
  const taps = { H: height, K: width, S: stride, R: rate, B: rows, A: turns };
  return {
    name: `depthwise ${height} x ${width}, stride ${stride}, rate ${rate}`,
    source: expand(source, { P: pixelsEach(shape), ...taps, L: height - rows * (turns - 1) }),
    fields,
    writes: ['y'],
  };
}
