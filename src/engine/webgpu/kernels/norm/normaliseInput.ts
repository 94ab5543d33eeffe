import type { Family } from '../../ir/job.ts';
import source from './normaliseInput.wgsl?raw';

export const normaliseInput = {
  name: 'normaliseInput',
  source,
  fields: ['g', 'gStride', 'x', 'xStride', 'norm', 'back', 'groups', 'y', 'pixels', 'stride'],
  writes: ['y'],
} as const satisfies Family;
