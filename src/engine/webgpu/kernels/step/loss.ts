import type { Family } from '../../ir/job.ts';
import source from './loss.wgsl?raw';

export const loss = {
  name: 'loss',
  source,
  fields: ['x', 'bias', 'gradient', 'classes', 'images', 'weight', 'smoothing', 'tally'],
  writes: ['gradient', 'tally'],
  extra: 'data',
} as const satisfies Family;
