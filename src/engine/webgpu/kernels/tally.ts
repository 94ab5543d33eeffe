import { expand } from './expand.ts';
import { type Joinable, joined } from './family.ts';
import source from './tally.wgsl?raw';

/** Groups at the start of the statistics that hold the metrics: training's sums, the flag, evaluation's sums. */
export const METRICS_GROUPS = 3;

/** The kernel, or the one in which all invocations of the workgroup add up. */
export const tally: Joinable<'tally'> = joined((J) => ({
  name: 'tally',
  source: expand(source, { J }),
  fields: ['tally'],
  writes: [],
}));
