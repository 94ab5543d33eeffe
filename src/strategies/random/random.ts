import { list, readWith, text } from '../../base/fields.ts';
import { createRandom } from '../../base/random.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { damaged, openSnapshot, snapshotHead } from '../snapshot.ts';
import type { Strategy } from '../strategy.ts';

/** Draws before a graph seen earlier is accepted; a small space would otherwise never answer. */
const RETRIES = 1000;

/**
 * Uniform over the space's decisions, avoiding graphs it has suggested before: the baseline that a search must beat. In
 * a space of which (almost) nothing is left it answers graphs again, which the loop marks as reused and does not train.
 */
export function createRandomSearch(space: SearchSpace, seed: number): Strategy {
  let random = createRandom(seed);
  let seen = new Set<string>();

  const draw = (): Architecture => {
    for (let retry = 0; ; retry++) {
      const architecture = sampleArchitecture(space, random);
      if (retry === RETRIES || !seen.has(canonicalKey(architecture))) return architecture;
    }
  };

  return {
    async suggest() {
      const architecture = draw();
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
