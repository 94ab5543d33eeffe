import type { WindowGeometry } from '../../../../network/windows.ts';
import { type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv, evenly } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { folding, numbered } from '../text/variants.ts';
import source from './averagePool.wgsl?raw';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'y',
  'yStride',
  'images',
  'flip',
  'rows',
  ...WINDOW_FIELDS,
] as const;

/** Output pixels side by side of one invocation: one where windows share little, which is quicker to compile. */
const pixelsEach = (stride: number): number => (stride > 2 ? 1 : 4);

/**
 * The kernel for square windows, the rows of one invocation, and the workgroups for so many maps and groups. `folded`: it joins the
 * moments of what it reads.
 */
export function averagePool(
  { kernel: [size], strides: [stride] }: Pick<WindowGeometry, 'kernel' | 'strides'>,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
  folded = false,
): { readonly family: Family<(typeof fields)[number]>; readonly rows: number; readonly workgroups: number } {
  const pixels = pixelsEach(stride);
  const rows = evenly(height, Math.min(32, grain.rows));
  const units = images * ceilDiv(height, rows) * ceilDiv(width, pixels) * groups * partsOf(grain);
  const family: Family<(typeof fields)[number]> = {
    name: `average pool ${size} wide, stride ${stride}`,
    source: expand(source, {
      PIXELS: pixels,
      SIZE: size,
      STRIDE: stride,
      SHARED: Math.max(0, size - stride),
      FOLDED: folded ? 1 : 0,
    }),
    fields,
    writes: ['y'],
    bothWays: true,
  };
  return {
    family: numbered(folded ? folding(family) : family, grain),
    rows,
    workgroups: ceilDiv(units, LANES),
  };
}
