import type { Family } from '../../ir/job.ts';
import join from '../text/join.wgsl?raw';
import text from './producedMoments.wgsl?raw';

/** The kernel of a family, whose text was made to tell what it stores (MOMENTS = 1), with a place to write the moments of that. */
export function withMoments<Field extends string>(family: Family<Field>): Family<Field | 'partial'> {
  const { name, source, fields, writes } = family;
  return {
    ...family,
    name: `${name}, moments`,
    source: [join, text, source].join('\n'),
    fields: [...fields, 'partial'],
    writes: [...writes, 'partial'],
  };
}
