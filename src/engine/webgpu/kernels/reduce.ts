import type { Family } from './family.ts';
import source from './reduce.wgsl?raw';

export const reduce = {
  name: 'reduce',
  source,
  fields: ['partial', 'rows', 'groups', 'gradient'],
  writes: [],
} as const satisfies Family;
