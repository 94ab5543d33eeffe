import type { Family } from './family.ts';
import source from './normaliseGradient.wgsl?raw';

export const normaliseGradient = {
  name: 'normaliseGradient',
  source,
  fields: ['partial', 'blocks', 'pixels', 'groups', 'norm', 'back', 'gamma', 'beta'],
  writes: ['back'],
} as const satisfies Family;
