import { expand } from '../text/expand.ts';
import { type Joinable, joined } from '../text/variants.ts';
import source from './clip.wgsl?raw';

const fields = ['partial', 'partials', 'factor'] as const;

/** The kernel, or the one in which all invocations of the workgroup add up. */
export const clip: Joinable<(typeof fields)[number]> = joined((JOINED) => ({
  name: 'clip',
  source: expand(source, { JOINED }),
  fields,
  writes: ['factor'],
}));
