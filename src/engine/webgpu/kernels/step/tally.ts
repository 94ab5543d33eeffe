import { expand } from '../text/expand.ts';
import { type Joinable, joined } from '../text/variants.ts';
import source from './tally.wgsl?raw';

/** The kernel, or the one in which all invocations of the workgroup add up. */
export const tally: Joinable<'tally'> = joined((JOINED) => ({
  name: 'tally',
  source: expand(source, { JOINED }),
  fields: ['tally'],
  writes: [],
}));
