import source from './clip.wgsl?raw';
import type { Family } from './family.ts';

export const clip = {
  name: 'clip',
  source,
  fields: ['partial', 'blocks', 'factor'],
  writes: ['factor'],
} as const satisfies Family;
