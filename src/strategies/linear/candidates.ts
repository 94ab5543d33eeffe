import type { Random } from '../../base/random.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { type ListLimits, listGraphs } from '../../space/graphs.ts';
import { mutateArchitecture } from '../../space/mutate.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Member } from '../members.ts';
import type { FeatureValues } from './features.ts';

/** A space of up to so many graphs is closed: all of them are looked at for each child. */
export const CLOSED: ListLimits = { spellings: 50_000, graphs: 5000 };

/** Parents of mutations: the best so many children. */
const PARENTS = 5;

export interface Candidate {
  readonly architecture: Architecture;
  readonly values: FeatureValues;
}

/** What a child is chosen from: different graphs, none of which `isSeen`. */
export type DrawCandidates = (
  members: readonly Member[],
  isSeen: (key: string) => boolean,
  random: Random,
) => readonly Candidate[];

/**
 * All graphs of a closed space, which are listed once; in an open one `count` draws, of which those that differ are left:
 * two thirds of them mutations of one of the best five children in one or two decisions, the others random.
 */
export function candidateSource(
  space: SearchSpace,
  count: number,
  valuesOf: (architecture: Architecture) => FeatureValues,
): DrawCandidates {
  let all: readonly (Candidate & { readonly key: string })[] | null | undefined;
  const listOnce = () => {
    const graphs = graphsOf(space);
    if (graphs === null) return null;
    return [...graphs].map(([key, architecture]) => ({ key, architecture, values: valuesOf(architecture) }));
  };

  return (members, isSeen, random) => {
    if (all === undefined) all = listOnce();
    if (all !== null) return all.filter(({ key }) => !isSeen(key));
    const parents = bestOf(members, PARENTS);
    const drawn = new Map<string, Architecture>();
    for (let draw = 0; draw < count; draw++) {
      const architecture =
        3 * draw < 2 * count ? mutant(parents, space, random) : sampleArchitecture(space, random);
      const key = canonicalKey(architecture);
      if (!isSeen(key) && !drawn.has(key)) drawn.set(key, architecture);
    }
    return [...drawn.values()].map((architecture) => ({ architecture, values: valuesOf(architecture) }));
  };
}

/** Searches of the same space, one a seed in a comparison, share the list. */
const listed = new WeakMap<SearchSpace, ReadonlyMap<string, Architecture> | null>();

function graphsOf(space: SearchSpace): ReadonlyMap<string, Architecture> | null {
  const graphs = listed.has(space) ? listed.get(space) : listGraphs(space, CLOSED);
  listed.set(space, graphs ?? null);
  return graphs ?? null;
}

function mutant(parents: readonly Member[], space: SearchSpace, random: Random): Architecture {
  const { architecture } = parents[random.integer(parents.length)] as Member;
  const once = mutateArchitecture(architecture, space, random);
  return random.uniform() < 0.5 ? once : mutateArchitecture(once, space, random);
}

/** The best first, earlier ones first among equals. */
function bestOf(members: readonly Member[], count: number): readonly Member[] {
  return [...members].sort((a, b) => b.reward - a.reward).slice(0, count);
}
