import source from './collect.wgsl?raw';
import type { Family } from './family.ts';

export const collect = {
  name: 'collect',
  source,
  fields: [
    'list',
    'count',
    'x',
    'xStride',
    'norm',
    'groups',
    'pixels',
    'area',
    'blockPixels',
    'y',
    'yStride',
    'partial',
  ],
  writes: ['y', 'partial'],
} as const satisfies Family;
