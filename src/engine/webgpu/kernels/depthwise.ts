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
  ...WINDOW_FIELDS,
] as const;

/** Output pixels of one invocation: so many side by side, in so many rows. */
const pixelsEach = 8;

/** More rows save loads and cost registers; wider kernels have none to spare. */
function rowsEach({ kernel, strides, rate }: Shape): number {
  if (strides[0] !== 1 || strides[1] !== 1 || rate !== 1) return 1;
  return kernel[1] <= 3 ? 4 : 2;
}

type Shape = Pick<Geometry, 'kernel' | 'strides' | 'rate'>;

/** Workgroups for `images` maps of height x width outputs and so many groups of channels. */
export function depthwiseWorkgroups(
  shape: Shape,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
): number {
  const blocks = ceilDiv(height, rowsEach(shape)) * ceilDiv(width, pixelsEach);
  return ceilDiv(images * blocks * groups, LANES);
}

/** A row of the kernel is unrolled, so each width, stride and rate is a pipeline of its own. */
export function depthwise(shape: Shape): Family<(typeof fields)[number]> {
  const { kernel, strides, rate } = shape;
  const [, width] = kernel;
  const [strideY, strideX] = strides;
  const rows = rowsEach(shape);
  if (strideY !== strideX) throw new ChildError(`no depthwise kernel of stride ${strideY} x ${strideX}`);
  return {
    name: `depthwise ${width} wide, ${rows} rows, stride ${strideX}, rate ${rate}`,
    source: expand(source, { P: pixelsEach, T: rows, K: width, S: strideX, R: rate }),
    fields,
    writes: ['y'],
  };
}
