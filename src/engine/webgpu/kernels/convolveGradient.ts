import type { Geometry } from '../compile/forward.ts';
import { ceilDiv } from '../compile/split.ts';
import source from './convolveGradient.wgsl?raw';
import { expand } from './expand.ts';
import { type Family, LANES } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

const pixelsEach = 8;

const groupsEach = 2;

/** Workgroups of the gradient of so many maps and groups of inputs. */
export function convolveGradientWorkgroups(
  { strides }: Geometry,
  images: number,
  [height, width]: readonly [number, number],
  ins: number,
): number {
  const pixelsOfClass = images * ceilDiv(height, strides[0]) * ceilDiv(width, strides[1]);
  const blocks = ceilDiv(pixelsOfClass, pixelsEach * LANES);
  return blocks * strides[0] * strides[1] * ceilDiv(ins, groupsEach);
}

export const convolveGradient = {
  name: 'convolveGradient',
  source: expand(source, { P: pixelsEach, I: groupsEach }),
  fields: ['g', 'gStride', 'outs', 'y', 'yStride', 'ins', 'weight', 'images', ...WINDOW_FIELDS],
  writes: ['y'],
} as const satisfies Family;
