import { expand } from './expand.ts';
import type { Family } from './family.ts';
import source from './normaliseInput.wgsl?raw';

/** Pixels of one invocation. */
export const NORMALISE_INPUT_PIXELS = 8;

export const normaliseInput = {
  name: 'normaliseInput',
  source: expand(source, { P: NORMALISE_INPUT_PIXELS }),
  fields: ['g', 'gStride', 'x', 'xStride', 'norm', 'back', 'groups', 'y', 'pixels', 'stride'],
  writes: ['y'],
} as const satisfies Family;
