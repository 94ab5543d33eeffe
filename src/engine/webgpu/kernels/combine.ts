import source from './combine.wgsl?raw';
import { expand } from './expand.ts';
import type { Family } from './family.ts';

/** Pixels of one invocation. */
export const COMBINE_PIXELS = 8;

const fields = ['list', 'count', 'groups', 'y', 'yStride', 'pixels', 'area', 'stride'] as const;

function combineFamily(factors: boolean): Family<(typeof fields)[number]> {
  return {
    name: factors ? 'combine, with factors' : 'combine',
    source: expand(source, { P: COMBINE_PIXELS, F: factors ? 1 : 0 }),
    fields,
    writes: ['y'],
  };
}

const families = [combineFamily(false), combineFamily(true)] as const;

export const combine = (factors: boolean): Family<(typeof fields)[number]> => families[factors ? 1 : 0];
