import { type Grain, partsOf } from '../../ir/grain.ts';
import { LANES } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import { type Joinable, joinedNumbers } from '../text/variants.ts';
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
export const normalise: Joinable<(typeof fields)[number]> = joinedNumbers((JOINED) => ({
  name: 'normalise',
  source: expand(source, { JOINED }),
  fields,
  writes: ['record'],
}));

/** Workgroups of this kernel, and of normaliseGradient: one a group of channels where they are joined. */
export function normWorkgroups(groups: number, grain: Grain): number {
  return grain.joined ? groups : ceilDiv(groups * partsOf(grain), LANES);
}
