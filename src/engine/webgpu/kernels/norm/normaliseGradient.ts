import { expand } from '../text/expand.ts';
import { type Joinable, joinedNumbers } from '../text/variants.ts';
import source from './normaliseGradient.wgsl?raw';

const fields = ['partial', 'partials', 'pixels', 'groups', 'norm', 'back', 'gamma', 'beta'] as const;

/** The kernel, or the one in which a workgroup takes a group of channels. */
export const normaliseGradient: Joinable<(typeof fields)[number]> = joinedNumbers((JOINED) => ({
  name: 'normaliseGradient',
  source: expand(source, { JOINED }),
  fields,
  writes: ['back'],
}));
