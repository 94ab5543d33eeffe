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

/** How far apart the pixels of one invocation are: 8 to 32 an invocation, more where there are more. */
export function combineStride(pixels: number, groups: number): number {
  return Math.ceil(pixels / Math.min(32, Math.max(8, Math.floor((pixels * groups) / 1024))));
}
