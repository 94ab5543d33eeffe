import source from './clip.wgsl?raw';
import { expand } from './expand.ts';
import { type Joinable, joined } from './family.ts';

const fields = ['partial', 'partials', 'factor'] as const;

/** The kernel, or the one in which all invocations of the workgroup add up. */
export const clip: Joinable<(typeof fields)[number]> = joined((J) => ({
  name: 'clip',
  source: expand(source, { J }),
  fields,
  writes: ['factor'],
}));
