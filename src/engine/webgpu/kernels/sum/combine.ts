import { type Grain, partsOf } from '../../ir/grain.ts';
import { type Family, LANES } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import { numbered } from '../text/variants.ts';
import source from './combine.wgsl?raw';

const fields = ['list', 'count', 'groups', 'y', 'yStride', 'pixels', 'area', 'stride'] as const;

function combineFamily(factors: boolean): Family<(typeof fields)[number]> {
  return {
    name: factors ? 'combine, with factors' : 'combine',
    source: expand(source, { FACTORS: factors ? 1 : 0 }),
    fields,
    writes: ['y'],
    onePass: ['count', 2],
  };
}

const families = [combineFamily(false), combineFamily(true)] as const;

export const combine = (factors: boolean, grain: Grain): Family<(typeof fields)[number]> =>
  numbered(families[factors ? 1 : 0], grain);

/** How a job of so many pixels and groups is divided: where there are few in all, an invocation has fewer. */
export function combineSplit(
  pixels: number,
  groups: number,
  grain: Grain,
): { readonly stride: number; readonly workgroups: number } {
  const parts = partsOf(grain);
  const most = grain.pixels * parts;
  const each = Math.min(
    most,
    Math.max(Math.min(8 * parts, most), Math.floor((pixels * groups * parts) / 1024)),
  );
  const stride = ceilDiv(pixels, each);
  return { stride, workgroups: ceilDiv(stride * groups * parts, LANES) };
}
