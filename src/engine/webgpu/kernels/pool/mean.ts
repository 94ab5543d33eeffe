import type { Family } from '../../ir/job.ts';
import source from './mean.wgsl?raw';

export const mean = {
  name: 'mean',
  source,
  fields: ['x', 'xStride', 'norm', 'relu', 'groups', 'y', 'yStride', 'images', 'area'],
  writes: ['y'],
} as const satisfies Family;
