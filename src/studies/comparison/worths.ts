import type { Trial } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { ChildCost } from '../../strategies/linear/features.ts';
import { type Learned, learned } from '../../strategies/linear/learned.ts';
import { type LinearChild, linearChildren } from '../../strategies/linear/linear.ts';
import type { Snapshot } from '../../strategies/strategy.ts';
import { CONTESTANTS } from './contestants.ts';

export interface Worths extends Learned {
  /** That it is fitted to. */
  readonly children: number;
}

/**
 * What each choice is worth by one search, if effects add up: the linear model fitted to the children that it trained, whatever
 * strategy chose them. A linear search also knows how well it foretold them. Null where it trained fewer than two.
 */
export function worthsOf(
  space: SearchSpace,
  trials: readonly Trial[],
  snapshot: Snapshot,
  cost: (architecture: Architecture) => ChildCost,
): Worths | null {
  const children = snapshot.strategy === 'linear' ? linearChildren(snapshot, space) : childrenOf(trials);
  const told = learned(space, children, CONTESTANTS.linear.settings, cost);
  return told && { ...told, children: children.length };
}

const childrenOf = (trials: readonly Trial[]): LinearChild[] =>
  trials.flatMap(({ status, architecture, reward }) =>
    status === 'reused' ? [] : [{ architecture, reward, predicted: null }],
  );
