import type { Family } from './family.ts';
import source from './moments.wgsl?raw';

export const moments = {
  name: 'moments',
  source,
  fields: ['x', 'xStride', 'groups', 'pixels', 'blocks', 'partial'],
  writes: ['partial'],
} as const satisfies Family;
