import { type Family, JOB_WORDS } from '../../ir/job.ts';
import { jobText, sharedText } from '../../ir/shared.ts';
import half from './half.wgsl?raw';
import { MERGED_FIELDS, mergedSource } from './merge.ts';
import { halfText, precisionText } from './precision.ts';
import prelude from './prelude.wgsl?raw';
import scalar from './scalar.wgsl?raw';
import vector from './vector.wgsl?raw';

/** The whole module: the job's struct, what all kernels share, and the kernel itself. */
export function moduleText(family: Family): string {
  const { name, members, scalar: isScalar } = family;
  const fields = members ? MERGED_FIELDS : family.fields;
  const more = fields.length - (JOB_WORDS - 1);
  if (more > 0) throw new RangeError(`a job of ${name} has ${more} words too many`);
  const texts = members
    ? [mergedSource(members)]
    : [...(family.preludes ?? []), family.source].map((text) => precisionText(family, text));
  const isHalf = (members?.[0] ?? family).half !== undefined;
  const shared = isHalf ? [halfText(vector), halfPrelude, half] : [isScalar ? scalar : vector, prelude];
  return [jobText(fields), sharedText, ...shared, ...texts].join('\n');
}

const halfPrelude = prelude.replace('arena: array<Number>', 'arena: array<vec2u>');
