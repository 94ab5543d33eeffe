import { list, nullable, readWith, text, tuple, whole } from '../../base/fields.ts';
import { createRandom, shuffle } from '../../base/random.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { neighboursOf } from '../../space/neighbours.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { drawUnseen } from '../drawUnseen.ts';
import { architectureField, type Member, memberField } from '../members.ts';
import { damaged, openSnapshot, snapshotHead } from '../snapshot.ts';
import type { Strategy } from '../strategy.ts';

export interface LocalOptions {
  /** Random children of which the best is where a climb begins; 1 in White et al. 2020. */
  readonly initialChildren: number;
}

/**
 * Local search (White, Nolen and Savani 2020, arXiv 2005.02960, algorithm 1), in the simplest form that the paper has,
 * hill climbing: all neighbours of a graph are trained, in random order, and the best of them is the next one; the paper's
 * other form, "query until lower", moves as soon as a neighbour is better. Neighbours differ in one open decision; those
 * that were trained before count with the reward they had and are not repeated. Where no neighbour is better the climb
 * ends, and another begins at a fresh random graph.
 */
export function createLocalSearch(
  space: SearchSpace,
  { initialChildren }: LocalOptions,
  seed: number,
): Strategy {
  let random = createRandom(seed);
  let known = new Map<string, Member>();
  /** Keys of children whose rewards are still to come. */
  let asked: readonly string[] = [];
  /** Random children that a climb has still to begin with. */
  let beginning = initialChildren;
  /** Where the climb is; null while it begins. */
  let current: Member | null = null;
  /** The best of the children since it is there, itself included; null while nothing is known. */
  let best: Member | null = null;
  /** Neighbours that were not suggested yet, the next one last. */
  let waiting: Architecture[] = [];

  const isSeen = { has: (key: string): boolean => known.has(key) || asked.includes(key) };

  /** Goes on from the best as far as is known, and lists the neighbours to train there; restarts at a local optimum. */
  const move = (): void => {
    while (waiting.length === 0 && best !== null) {
      if (current !== null && best.reward <= current.reward) {
        beginning = initialChildren;
        current = null;
        best = null;
        return;
      }
      current = best;
      const fresh: Architecture[] = [];
      for (const [key, neighbour] of neighboursOf(current.architecture, space)) {
        const member = known.get(key);
        if (member === undefined) fresh.push(neighbour);
        else if (member.reward > best.reward) best = member;
      }
      waiting = shuffle(fresh, random);
    }
  };

  const next = (): Architecture => {
    // While rewards are to come it cannot be told where to go: one more graph is drawn.
    if (beginning === 0 && asked.length === 0) move();
    const neighbour = waiting.pop();
    if (neighbour !== undefined) return neighbour;
    beginning = Math.max(0, beginning - 1);
    return drawUnseen(space, random, isSeen);
  };

  return {
    async suggest() {
      const architecture = next();
      asked = [...asked, canonicalKey(architecture)];
      return { architecture };
    },
    async update(observations) {
      for (const { suggestion, reward } of observations) {
        const { architecture } = suggestion;
        const key = canonicalKey(architecture);
        const member = { architecture, reward };
        const place = asked.indexOf(key);
        asked = asked.filter((_, index) => index !== place);
        known.set(key, member);
        if (best === null || reward > best.reward) best = member;
      }
      return { baseline: null, entropy: null };
    },
    async snapshot() {
      const climb = { beginning, current, best, waiting: [...waiting] };
      return { ...snapshotHead('local', space, random), known: [...known.values()], asked, ...climb };
    },
    restore(snapshot) {
      const restored = openSnapshot(snapshot, 'local', space);
      const members = readWith(list(memberField(space)), snapshot.known);
      if (!members.ok) throw damaged('the children it knows');
      const keys = readWith(list(text()), snapshot.asked);
      if (!keys.ok) throw damaged('the children it waits for');
      const climb = readWith(climbField(space), [
        snapshot.beginning,
        snapshot.current,
        snapshot.best,
        snapshot.waiting,
      ]);
      if (!climb.ok) throw damaged('its climb');
      known = new Map(members.value.map((member) => [canonicalKey(member.architecture), member]));
      asked = keys.value;
      [beginning, current, best] = climb.value;
      waiting = [...climb.value[3]];
      random = restored;
    },
    dispose() {},
  };
}

const climbField = (space: SearchSpace) =>
  tuple([
    whole(),
    nullable(memberField(space)),
    nullable(memberField(space)),
    list(architectureField(space)),
  ]);
