import { type Joinable, joined } from '../../ir/job.ts';
import { expand } from '../text/expand.ts';
import source from './tally.wgsl?raw';

/** Groups at the start of the statistics that hold the metrics: training's sums, the flag, evaluation's sums. */
export const METRICS_GROUPS = 3;

/** The kernel, or the one in which all invocations of the workgroup add up. */
export const tally: Joinable<'tally'> = joined((JOINED) => ({
  name: 'tally',
  source: expand(source, { JOINED }),
  fields: ['tally'],
  writes: [],
}));
