import type { Family } from './family.ts';
import source from './gather.wgsl?raw';

export const gather = {
  name: 'gather',
  source,
  fields: ['y', 'height', 'width', 'channels', 'pixels', 'padding', 'cutout', 'flip'],
  writes: ['y'],
  extra: 'data',
} as const satisfies Family;
