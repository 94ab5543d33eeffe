import { OPERATIONS } from '../../space/operations/index.ts';

const FAMILIES = ['identity', 'pool', 'convolution', 'dilated', 'separable'];

/** Lightest first, so that a row of them reads as a legend. */
export const ORDERED_OPERATIONS = [...OPERATIONS].sort(
  (a, b) => FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || a.extent - b.extent,
);
