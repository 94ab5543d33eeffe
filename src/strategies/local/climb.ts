import { canonicalKey } from '../../space/canonical.ts';
import { neighboursOf } from '../../space/neighbours.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Member } from '../members.ts';
import type { LocalOptions } from './local.ts';

/** Where a local search is when it proposes a child. */
export interface Climb {
  /** Where it climbs from; null while a climb begins. */
  readonly current: Member | null;
  /** The best of the climb so far, `current` included; null while nothing is known. */
  readonly best: Member | null;
  /** Neighbours of `current`, and those of them that are still to be trained, the child itself counted. */
  readonly neighbours: number;
  readonly waiting: number;
}

/** A child with its reward, and from how many children, counted from the first, the strategy had learned before it proposed the next. */
export interface Climber extends Member {
  readonly learned: number;
}

/**
 * What local.ts knew when it proposed the child after `children`: its own rule without the order in which neighbours are tried,
 * which is the only thing that it draws and which does not change where it goes. Null where these can't be its children.
 */
export function climbAfter(
  space: SearchSpace,
  { initialChildren }: LocalOptions,
  children: readonly Climber[],
): Climb | null {
  const known = new Map<string, Member>();
  const asked: { readonly key: string; readonly member: Member }[] = [];
  let beginning = initialChildren;
  let current: Member | null = null;
  let best: Member | null = null;
  let waiting = new Set<string>();
  let neighbours = 0;

  const move = (): void => {
    while (waiting.size === 0 && best !== null) {
      if (current !== null && best.reward <= current.reward) {
        beginning = initialChildren;
        current = null;
        best = null;
        return;
      }
      current = best;
      const around = neighboursOf(best.architecture, space);
      neighbours = around.size;
      waiting = new Set();
      for (const key of around.keys()) {
        const member = known.get(key);
        if (member === undefined) waiting.add(key);
        else if (member.reward > best.reward) best = member;
      }
    }
  };

  let heard = 0;
  for (const { architecture, reward, learned } of children) {
    if (beginning === 0 && asked.length === 0) move();
    const key = canonicalKey(architecture);
    if (waiting.size === 0) beginning = Math.max(0, beginning - 1);
    else if (!waiting.delete(key)) return null;
    asked.push({ key, member: { architecture, reward } });
    for (const one of asked.splice(0, learned - heard)) {
      known.set(one.key, one.member);
      if (best === null || one.member.reward > best.reward) best = one.member;
    }
    heard = Math.max(heard, learned);
  }
  if (beginning === 0 && asked.length === 0) move();
  return { current, best, neighbours: current === null ? 0 : neighbours, waiting: waiting.size };
}
