import { expand } from '../text/expand.ts';
import { type Joinable, joinedNumbers } from '../text/variants.ts';
import source from './moments.wgsl?raw';

const fields = ['x', 'xStride', 'groups', 'pixels', 'blocks', 'columns', 'partial'] as const;

/** The kernel, or the one whose workgroups join their sums. */
export const moments: Joinable<(typeof fields)[number]> = joinedNumbers((JOINED) => ({
  name: 'moments',
  source: expand(source, { JOINED }),
  fields,
  writes: ['partial'],
}));
