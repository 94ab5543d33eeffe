import type { Family } from './family.ts';
import source from './squares.wgsl?raw';

export const squares = {
  name: 'squares',
  source,
  fields: ['groups', 'blockGroups', 'partial'],
  writes: ['partial'],
  extra: 'optimiser',
} as const satisfies Family;
