import { list, readWith, text } from '../../base/fields.ts';
import { createRandom } from '../../base/random.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { drawUnseen } from '../drawUnseen.ts';
import { damaged, openSnapshot, snapshotHead } from '../snapshot.ts';
import type { Strategy } from '../strategy.ts';

export interface RandomOptions {
  /** Whether a graph that was suggested before may be again. */
  readonly repeatGraphs: boolean;
}

/**
 * Uniform over the space's decisions, avoiding graphs it has suggested before unless it may repeat them: the baseline
 * that a search must beat. In a space of which (almost) nothing is left it answers graphs again, which the loop marks as
 * reused and does not train. Uniform over decisions is not uniform over graphs: one that can be spelled in more ways comes
 * more often, in the tabulated space up to eight times as often as another (1 to 8 of 9,216 spellings, 2,178 graphs).
 */
export function createRandomSearch(
  space: SearchSpace,
  seed: number,
  { repeatGraphs }: RandomOptions = { repeatGraphs: false },
): Strategy {
  let random = createRandom(seed);
  let seen = new Set<string>();

  return {
    async suggest() {
      if (repeatGraphs) return { architecture: sampleArchitecture(space, random) };
      const architecture = drawUnseen(space, random, seen);
      seen.add(canonicalKey(architecture));
      return { architecture };
    },
    update: async () => ({ baseline: null, entropy: null }),
    snapshot: async () => ({ ...snapshotHead('random', space, random), seen: [...seen] }),
    restore(snapshot) {
      const restored = openSnapshot(snapshot, 'random', space);
      const keys = readWith(list(text()), snapshot.seen);
      if (!keys.ok) throw damaged('the graphs it has seen');
      random = restored;
      seen = new Set(keys.value);
    },
    dispose() {},
  };
}
