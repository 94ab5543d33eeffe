import type { Family } from '../../ir/job.ts';
import { expand } from '../text/expand.ts';
import { folding } from '../text/variants.ts';
import source from './mean.wgsl?raw';

const meanFamily = (FOLDED: 0 | 1) =>
  ({
    name: 'mean',
    source: expand(source, { FOLDED }),
    fields: ['x', 'xStride', 'norm', 'relu', 'groups', 'y', 'yStride', 'images', 'area'],
    writes: ['y'],
  }) as const satisfies Family;

export const mean = meanFamily(0);

/** The one that joins the moments of what it reads. */
export const foldedMean: Family<(typeof mean.fields)[number]> = folding(meanFamily(1));
