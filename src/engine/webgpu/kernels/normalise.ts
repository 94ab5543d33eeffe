import type { Family } from './family.ts';
import source from './normalise.wgsl?raw';

export const normalise = {
  name: 'normalise',
  source,
  fields: [
    'partial',
    'blocks',

    'pixels',
    'groups',
    'record',
    'gamma',
    'beta',
    'mean',
    'variance',
    'decay',
    'epsilon',
  ],
  writes: ['record'],
} as const satisfies Family;
