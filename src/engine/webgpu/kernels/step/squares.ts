import { expand } from '../text/expand.ts';
import { type Joinable, joined } from '../text/variants.ts';
import source from './squares.wgsl?raw';

const fields = ['groups', 'blocks', 'partial'] as const;

/** The kernel, or the one whose workgroups join their sums. */
export const squares: Joinable<(typeof fields)[number]> = joined((JOINED) => ({
  name: 'squares',
  source: expand(source, { JOINED }),
  fields,
  writes: ['partial'],
  extra: 'optimiser',
}));
