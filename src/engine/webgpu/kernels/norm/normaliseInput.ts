import type { Family } from '../../ir/job.ts';
import { expand } from '../text/expand.ts';
import { joining } from '../text/variants.ts';
import source from './normaliseInput.wgsl?raw';

export const normaliseInput = {
  name: 'normaliseInput',
  source: expand(source, { FOLDED: 0 }),
  fields: ['g', 'gStride', 'x', 'xStride', 'norm', 'back', 'groups', 'y', 'pixels', 'stride'],
  writes: ['y'],
} as const satisfies Family;

const foldedFields = [
  'g',
  'gStride',
  'x',
  'xStride',
  'norm',
  'partial',
  'partials',
  'groups',
  'columns',
  'y',
  'pixels',
  'stride',
] as const;

/** The one that joins the sums of the gradient itself. */
export const foldedInput: Family<(typeof foldedFields)[number]> = joining({
  name: 'normaliseInput, folded',
  source: expand(source, { FOLDED: 1 }),
  fields: foldedFields,
  writes: ['y'],
});
