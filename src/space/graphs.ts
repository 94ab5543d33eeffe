import type { Architecture } from './architecture.ts';
import { canonicalKey } from './canonical.ts';
import { spellings } from './choices.ts';
import { architectureCount, type SearchSpace } from './searchSpace.ts';

/** Limits of a space that is listed. */
export interface ListLimits {
  readonly spellings: number;
  readonly graphs: number;
}

/** The first spelling of each graph of a space, by canonical key, in the order of spellings; null where there are more. */
export function listGraphs(space: SearchSpace, limits: ListLimits): Map<string, Architecture> | null {
  if (architectureCount(space) > BigInt(limits.spellings)) return null;
  const graphs = new Map<string, Architecture>();
  for (const architecture of spellings(space)) {
    const key = canonicalKey(architecture);
    if (!graphs.has(key)) graphs.set(key, architecture);
    if (graphs.size > limits.graphs) return null;
  }
  return graphs;
}
