import type { SearchCheckpoint } from '../../search/checkpoint.ts';
import { proposedOf } from '../../search/checkpoint.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Decision } from '../../strategies/strategy.ts';

/** A child as a checkpoint has it. */
interface Copied {
  readonly architecture: Architecture;
  readonly decisions?: readonly Decision[];
}

/**
 * A checkpoint of a wave with the objects of the one before, where they are of the same children: it comes from a worker, so that
 * all in it are copies, and what is drawn of a child is found by what it was.
 */
export function withSameObjects(
  checkpoint: SearchCheckpoint,
  before: SearchCheckpoint | null,
): SearchCheckpoint {
  const { proposed, wave, waiting } = checkpoint;
  if (before === null || (wave === undefined && waiting === undefined)) return checkpoint;
  const known = new Map<number, Copied>(proposedOf(before).map((child) => [child.trial, child]));
  for (const trial of before.waiting ?? []) known.set(trial.number, trial);
  const same = <Child extends Copied>(child: Child, number: number): Child => {
    const old = known.get(number);
    if (old === undefined || !isSame(old, child)) return child;
    const { architecture, decisions } = old;
    return { ...child, architecture, ...(decisions !== undefined && { decisions }) };
  };
  return {
    ...checkpoint,
    proposed: proposed && same(proposed, proposed.trial),
    ...(wave && { wave: wave.map((child) => same(child, child.trial)) }),
    ...(waiting && { waiting: waiting.map((trial) => same(trial, trial.number)) }),
  };
}

/** A search proposes one child by a number: where its graph is the same, so are the decisions that made it. */
const isSame = (one: Copied, other: Copied): boolean =>
  one.decisions?.length === other.decisions?.length &&
  JSON.stringify(one.architecture) === JSON.stringify(other.architecture);
