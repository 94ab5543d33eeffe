import { expand } from './expand.ts';
import { type Family, joined } from './family.ts';
import source from './normalise.wgsl?raw';

const fields = [
  'partial',
  'blocks',
  'lanes',
  'pixels',
  'groups',
  'record',
  'gamma',
  'beta',
  'mean',
  'variance',
  'decay',
  'epsilon',
] as const;

/** The kernel, or the one in which a workgroup takes a group of channels. */
export const normalise: readonly [
  plain: Family<(typeof fields)[number]>,
  joined: Family<(typeof fields)[number]>,
] = joined((J) => ({ name: 'normalise', source: expand(source, { J }), fields, writes: ['record'] }));
