import { foldedEach, type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import { folding, numbered } from '../text/variants.ts';
import source from './combine.wgsl?raw';

const fields = ['list', 'count', 'groups', 'y', 'yStride', 'pixels', 'area', 'stride'] as const;

function combineFamily(FACTORS: 0 | 1, FOLDED: 0 | 1 = 0): Family<(typeof fields)[number]> {
  return {
    name: FACTORS ? 'combine, with factors' : 'combine',
    source: expand(source, { FACTORS, FOLDED }),
    fields,
    writes: ['y'],
    onePass: ['count', 2],
  };
}

const families = [combineFamily(0), combineFamily(1)] as const;
const foldedFamilies = [folding(combineFamily(0, 1)), folding(combineFamily(1, 1))] as const;

/** `folded`: it joins the moments of what it reads. */
export const combine = (factors: boolean, grain: Grain, folded = false): Family<(typeof fields)[number]> =>
  numbered((folded ? foldedFamilies : families)[factors ? 1 : 0], grain);

/** How a job of so many pixels and groups is divided: where there are few in all, an invocation has fewer. */
export function combineSplit(
  pixels: number,
  groups: number,
  grain: Grain,
  folded = false,
): { readonly stride: number; readonly workgroups: number } {
  const parts = partsOf(grain);
  const most = grain.pixels * parts;
  const each = folded
    ? foldedEach(pixels, groups, grain)
    : Math.min(most, Math.max(Math.min(8 * parts, most), Math.floor((pixels * groups * parts) / 1024)));
  const stride = ceilDiv(pixels, each);
  return { stride, workgroups: ceilDiv(stride * groups * parts, LANES) };
}
