import source from './combine.wgsl?raw';
import type { Family } from './family.ts';

export const combine = {
  name: 'combine',
  source,
  fields: ['list', 'count', 'groups', 'y', 'yStride', 'pixels', 'area'],
  writes: ['y'],
} as const satisfies Family;
