import source from './collect.wgsl?raw';
import { expand } from './expand.ts';
import type { Family } from './family.ts';

const fields = [
  'list',
  'count',
  'x',
  'xStride',
  'norm',
  'groups',
  'pixels',
  'area',
  'blocks',
  'y',
  'yStride',
  'partial',
] as const;

/** `special`: some contribution carries a factor, or one pixel of it stands for a whole map. */
function collectFamily(special: boolean): Family<(typeof fields)[number]> {
  return {
    name: special ? 'collect, special' : 'collect',
    source: expand(source, { P: special ? 4 : 8, F: special ? 1 : 0 }),
    fields,
    writes: ['y', 'partial'],
  };
}

const families = [collectFamily(false), collectFamily(true)] as const;

export const collect = (special: boolean): Family<(typeof fields)[number]> => families[special ? 1 : 0];
