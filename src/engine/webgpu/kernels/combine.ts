import type { Grain } from '../compile/grain.ts';
import source from './combine.wgsl?raw';
import { expand } from './expand.ts';
import type { Family } from './family.ts';

const fields = ['list', 'count', 'groups', 'y', 'yStride', 'pixels', 'area', 'stride'] as const;

function combineFamily(factors: boolean): Family<(typeof fields)[number]> {
  return {
    name: factors ? 'combine, with factors' : 'combine',
    source: expand(source, { F: factors ? 1 : 0 }),
    fields,
    writes: ['y'],
  };
}

const families = [combineFamily(false), combineFamily(true)] as const;

export const combine = (factors: boolean): Family<(typeof fields)[number]> => families[factors ? 1 : 0];

/** How far apart the pixels of one invocation are: where there are few in all, an invocation has fewer. */
export function combineStride(pixels: number, groups: number, grain: Grain): number {
  const least = Math.min(8, grain.pixels);
  return Math.ceil(pixels / Math.min(grain.pixels, Math.max(least, Math.floor((pixels * groups) / 1024))));
}
