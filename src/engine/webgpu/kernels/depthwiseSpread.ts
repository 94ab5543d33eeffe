import source from './depthwiseSpread.wgsl?raw';
import type { Family } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

export const depthwiseSpread = {
  name: 'depthwiseSpread',
  source,
  fields: ['g', 'gStride', 'groups', 'y', 'yStride', 'weight', 'images', ...WINDOW_FIELDS],
  writes: ['y'],
} as const satisfies Family;
