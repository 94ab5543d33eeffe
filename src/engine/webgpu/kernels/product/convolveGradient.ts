import type { WindowGeometry } from '../../../../network/windows.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import source from './convolveGradient.wgsl?raw';

const pixelsEach = 8;

const groupsEach = 2;

/** Workgroups of the gradient of so many maps and groups of inputs. */
export function convolveGradientWorkgroups(
  { strides }: WindowGeometry,
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
  source: expand(source, { PIXELS: pixelsEach, INS: groupsEach }),
  fields: ['g', 'gStride', 'outs', 'y', 'yStride', 'ins', 'weight', 'images', ...WINDOW_FIELDS],
  writes: ['y'],
} as const satisfies Family;
