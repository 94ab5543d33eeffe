import type { Family } from '../../ir/job.ts';
import source from './update.wgsl?raw';

export const update = {
  name: 'update',
  source,
  fields: ['groups', 'factor'],
  writes: [],
  extra: 'optimiser',
} as const satisfies Family;
