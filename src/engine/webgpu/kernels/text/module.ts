import { type Family, JOB_WORDS } from '../../ir/job.ts';
import { jobText, sharedText } from '../../ir/shared.ts';
import half from './half.wgsl?raw';
import { MERGED_FIELDS, mergedSource } from './merge.ts';
import { halfGradientText, halfText, wideText } from './precision.ts';
import prelude from './prelude.wgsl?raw';
import scalar from './scalar.wgsl?raw';
import vector from './vector.wgsl?raw';

/** The whole module: the job's struct, what all kernels share, and the kernel itself. */
export function moduleText(family: Family): string {
  const { name, members, scalar: isScalar, half: isHalf } = family;
  const fields = members ? MERGED_FIELDS : family.fields;
  const source = members ? mergedSource(members) : family.source;
  const more = fields.length - (JOB_WORDS - 1);
  if (more > 0) throw new RangeError(`a job of ${name} has ${more} words too many`);
  if (isHalf) {
    const text = isHalf === 'gradients' ? halfGradientText(source) : halfText(source);
    return [jobText(fields), sharedText, halfText(vector), halfPrelude, half, text].join('\n');
  }
  return [jobText(fields), sharedText, isScalar ? scalar : vector, prelude, wideText(source)].join('\n');
}

const halfPrelude = prelude.replace('arena: array<Number>', 'arena: array<vec2u>');
