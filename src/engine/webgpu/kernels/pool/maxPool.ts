import type { WindowGeometry } from '../../../../network/windows.ts';
import { ChildError } from '../../../executor.ts';
import { type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, evenly } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { folding, numbered } from '../text/variants.ts';
import source from './maxPool.wgsl?raw';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'y',
  'yStride',
  'codes',
  'images',
  'rows',
  ...WINDOW_FIELDS,
] as const;

/** Output pixels side by side whose codes are one vec4f. */
const pixelsEach = 4;
/** The most rows of outputs of one invocation, where its numbers are four channels. */
const rowsEach = 4;

/** Groups that the codes of a map take. */
export function maxPoolCodes(images: number, height: number, width: number, groups: number): number {
  return images * height * ceilDiv(width, pixelsEach) * groups;
}

/**
 * The kernel for square windows, the rows of one invocation, and the workgroups for so many maps and groups. `folded`: it joins the
 * moments of what it reads.
 */
export function maxPool(
  { kernel: [size], strides: [stride] }: Pick<WindowGeometry, 'kernel' | 'strides'>,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
  folded = false,
): { readonly family: Family<(typeof fields)[number]>; readonly rows: number; readonly workgroups: number } {
  // Codes count the taps in six bits, and the last number stands for none.
  if (size > 7) throw new ChildError(`no max pool of ${size} x ${size}: windows are at most 7 x 7`);
  const rows = evenly(height, rowsEach * partsOf(grain));
  const units = images * ceilDiv(height, rows) * ceilDiv(width, pixelsEach) * groups * partsOf(grain);
  const family: Family<(typeof fields)[number]> = {
    name: `max pool ${size} wide, stride ${stride}`,
    source: expand(source, {
      SIZE: size,
      STRIDE: stride,
      PADDING: Math.floor((size - 1) / 2),
      FOLDED: folded ? 1 : 0,
    }),
    fields,
    writes: ['y', 'codes'],
  };
  return {
    family: numbered(folded ? folding(family) : family, grain),
    rows,
    workgroups: ceilDiv(units, LANES),
  };
}
