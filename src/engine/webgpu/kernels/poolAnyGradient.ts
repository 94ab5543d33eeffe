import type { Family } from './family.ts';
import source from './poolAnyGradient.wgsl?raw';
import { WINDOW_FIELDS } from './window.ts';

export const poolAnyGradient = {
  name: 'poolAnyGradient',
  source,
  fields: ['g', 'gStride', 'groups', 'codes', 'y', 'yStride', 'images', ...WINDOW_FIELDS],
  writes: ['y'],
} as const satisfies Family;
