import type { Architecture } from './architecture.ts';
import { canonicalKey } from './canonical.ts';
import { architectureOf, choicesOf } from './choices.ts';
import { openDecisions, type SearchSpace } from './searchSpace.ts';

/**
 * The graphs that differ from an architecture of the space in one open decision of its spelling, by canonical key: each
 * once, itself left out. Another spelling of the same graph can have others: of two blocks that do not read each other only the
 * later may come to (so it is with 630 of the tabulated space's 2,178 graphs). Their order is that of the decisions and of their choices.
 */
export function neighboursOf(architecture: Architecture, space: SearchSpace): Map<string, Architecture> {
  const choices = choicesOf(space, architecture);
  const own = canonicalKey(architecture);
  const neighbours = new Map<string, Architecture>();
  for (const [index, decision] of openDecisions(space).entries()) {
    for (let choice = 0; choice < decision.choices; choice++) {
      if (choice === choices[index]) continue;
      const neighbour = architectureOf(
        space,
        choices.map((one, at) => (at === index ? choice : one)),
      );
      const key = canonicalKey(neighbour);
      if (key !== own && !neighbours.has(key)) neighbours.set(key, neighbour);
    }
  }
  return neighbours;
}
