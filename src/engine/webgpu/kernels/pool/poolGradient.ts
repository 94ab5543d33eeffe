import type { WindowGeometry } from '../../../../network/windows.ts';
import { ChildError } from '../../../executor.ts';
import { type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, evenly } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { numbered } from '../text/variants.ts';
import any from './poolAnyGradient.wgsl?raw';
import spread from './poolSpread.wgsl?raw';

const fields = [
  'g',
  'gStride',
  'groups',
  'codes',
  'y',
  'yStride',
  'images',
  'rows',
  ...WINDOW_FIELDS,
] as const;

/** Windows side by side that one invocation's pixels begin with, and the most rows of windows, of four channels each. */
const windowsEach = 4;
const rowsEach = 4;

/** The kernel for square windows, the rows of one invocation, and the workgroups for so many input maps and groups. */
export function poolGradient(
  mode: 'max' | 'average',
  { kernel: [size], strides: [stride], before }: Pick<WindowGeometry, 'kernel' | 'strides' | 'before'>,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
): { readonly family: Family<(typeof fields)[number]>; readonly rows: number; readonly workgroups: number } {
  const reach = Math.floor((size - 1) / 2);
  const family = (name: string, source: string) => ({ name, source, fields, writes: ['y'] as const });
  const isPadded = before.every((length) => length >= 0 && length <= reach);
  if (stride > 2 || (size - 1) % stride !== 0 || !isPadded) {
    if (mode === 'max')
      throw new ChildError(`no kernel for the gradient of a max pool ${size} wide, stride ${stride}`);
    return {
      family: family('average pool gradient', any),
      rows: 1,
      workgroups: ceilDiv(images * height * width * groups, LANES),
    };
  }
  const lines = ceilDiv(height + before[0], stride);
  const rows = evenly(lines, rowsEach * partsOf(grain));
  const blocks = ceilDiv(lines, rows) * ceilDiv(width + before[1], stride * windowsEach);
  const constants = {
    ...{ MAXIMUM: mode === 'max' ? 1 : 0, SIZE: size, STRIDE: stride, REACH: (size - 1) / stride },
    ...{ WINDOWS: windowsEach, PADDING: reach },
  };
  return {
    family: numbered(
      family(`${mode} pool gradient ${size} wide, stride ${stride}`, expand(spread, constants)),
      grain,
    ),
    rows,
    workgroups: ceilDiv(images * blocks * groups * partsOf(grain), LANES),
  };
}
