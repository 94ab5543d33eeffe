import type { Family } from './family.ts';
import source from './pool.wgsl?raw';
import { WINDOW_FIELDS } from './window.ts';

export const pool = {
  name: 'pool',
  source,
  fields: ['x', 'xStride', 'norm', 'relu', 'groups', 'y', 'yStride', 'codes', 'images', ...WINDOW_FIELDS],
  writes: ['y', 'codes'],
} as const satisfies Family;
