import type { Family } from '../../ir/job.ts';
import join from '../text/join.wgsl?raw';
import text from './producedMoments.wgsl?raw';

/** The kernel of a family, whose text was made to tell what it stores (MOMENTS = 1), with a place to write the moments of that. */
export function withMoments<Field extends string>(family: Family<Field>): Family<Field | 'partial'> {
  const { name, fields, writes } = family;
  // Of one that joins what it reads, too, it stands there already.
  const source = family.source.startsWith(join) ? family.source.slice(join.length) : family.source;
  return {
    ...family,
    name: `${name}, moments`,
    source: [join, text, source].join('\n'),
    fields: [...fields, 'partial'],
    writes: [...writes, 'partial'],
  };
}
