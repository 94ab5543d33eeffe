import type { Family } from './family.ts';
import source from './tally.wgsl?raw';

/** Groups at the start of the statistics that hold the metrics: training's sums, the flag, evaluation's sums. */
export const METRICS_GROUPS = 3;

export const tally = {
  name: 'tally',
  source,
  fields: ['tally'],
  writes: [],
} as const satisfies Family;
