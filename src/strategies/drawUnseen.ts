import type { Random } from '../base/random.ts';
import type { Architecture } from '../space/architecture.ts';
import { canonicalKey } from '../space/canonical.ts';
import { sampleArchitecture } from '../space/sample.ts';
import type { SearchSpace } from '../space/searchSpace.ts';

/** Draws before a graph seen earlier is accepted; a small space would otherwise never answer. */
const RETRIES = 1000;

/** Uniform over decisions, among graphs whose canonical key is not `seen`; one that is, where hardly any other is left. */
export function drawUnseen(
  space: SearchSpace,
  random: Random,
  seen: { has(key: string): boolean },
): Architecture {
  for (let retry = 0; ; retry++) {
    const architecture = sampleArchitecture(space, random);
    if (retry === RETRIES || !seen.has(canonicalKey(architecture))) return architecture;
  }
}
