import source from './depthwiseSpread.wgsl?raw';
import { expand } from './expand.ts';
import type { Family } from './family.ts';
import { WINDOW_FIELDS } from './window.ts';

const fields = ['g', 'gStride', 'groups', 'y', 'yStride', 'weight', 'images', ...WINDOW_FIELDS] as const;

const pairsEach = 8;

/** Input pixels of one invocation. */
export const SPREAD_PIXELS = 2 * pairsEach;

/** `kernelWidth` is odd. */
export function depthwiseSpread(kernelWidth: number): Family<(typeof fields)[number]> {
  return {
    name: `depthwiseSpread ${kernelWidth} wide`,
    source: expand(source, { H: (kernelWidth - 1) / 2, Q: pairsEach }),
    fields,
    writes: ['y'],
  };
}
