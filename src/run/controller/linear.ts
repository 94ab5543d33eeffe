import { knownBefore } from '../../search/waves/waves.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { architectureCount } from '../../space/searchSpace.ts';
import { CLOSED } from '../../strategies/linear/candidates.ts';
import { type ChildCost, featureReader } from '../../strategies/linear/features.ts';
import { type Learned, learned } from '../../strategies/linear/learned.ts';
import { type Prediction, regression } from '../../strategies/linear/regression.ts';
import { normalScores } from '../../strategies/linear/scores.ts';
import type { Run } from '../run.ts';
import { searchSpaceOf } from './space.ts';

/** What a linear model is asked of a child: plain data, so that a worker can answer. */
export interface LinearQuestion {
  readonly settings: Settings;
  /** What it had learned from when it proposed the child, in that order. */
  readonly known: readonly (LinearKnown & { readonly reward: number })[];
  /** How many were proposed before. */
  readonly earlier: number;
  readonly child: LinearKnown & { readonly reward: number | null };
}

interface LinearKnown {
  readonly architecture: Architecture;
  readonly cost: ChildCost;
}

/** What a linear model knew when it proposed a child. */
export interface Judged {
  /** How many it had learned from. */
  readonly children: number;
  /** Null with fewer than two. */
  readonly learned: Learned | null;
  /** What it expected of the child; null where that was drawn at random. */
  readonly prediction: Prediction | null;
  /** The score that the child's reward then had among all so far; null before it is known. */
  readonly came: number | null;
  /** How many it was chosen from; null where it was the whole space. */
  readonly candidates: number | null;
}

type Searched = Pick<Run, 'trials' | 'updates' | 'settings'>;

/** Of the child of that number, which may still be in training: `current` is what that costs. Null where there is no such child. */
export function linearQuestion(
  { trials, updates, settings }: Searched,
  number: number,
  architecture: Architecture,
  current: ChildCost | null,
): LinearQuestion | null {
  const own = trials[number - 1];
  const cost = own ?? current;
  if (cost === null) return null;
  const after = knownBefore({ updates, settings }, number);
  const ended = trials.slice(0, number - 1);
  const proposed = ended.filter(({ promotedFrom }) => promotedFrom === undefined);
  return {
    settings,
    known: proposed
      .filter((one) => one.number <= after)
      .map((one) => ({ architecture: one.architecture, cost: costOf(one), reward: one.reward })),
    // Of a wave some that were proposed before it have not ended.
    earlier: number - 1 - (ended.length - proposed.length),
    child: { architecture, cost: costOf(cost), reward: own?.reward ?? null },
  };
}

const costOf = ({ trainable, multiplyAdds }: ChildCost): ChildCost => ({ trainable, multiplyAdds });

/** The search's own rule once more (strategies/linear). In an open space it takes seconds: longer than a page may wait. */
export function judgedByModel({ settings, known, earlier, child }: LinearQuestion): Judged {
  const space = searchSpaceOf(settings);
  const costs = new Map([...known, child].map((one) => [one.architecture, one.cost]));
  const cost = (of: Architecture): ChildCost => costs.get(of)!;
  const children = known.map(({ architecture, reward }) => ({ architecture, reward, predicted: null }));
  const isModels = earlier >= settings.initialChildren && known.length >= 2;
  const valuesOf = featureReader(space, cost);
  const rewards = known.map(({ reward }) => reward);
  return {
    children: known.length,
    learned: learned(space, children, settings, cost),
    prediction: isModels
      ? regression(
          known.map(({ architecture, reward }) => ({ reward, values: valuesOf(architecture) })),
          settings,
        ).predict(valuesOf(child.architecture))
      : null,
    came: child.reward === null ? null : (normalScores([...rewards, child.reward]).at(-1) ?? null),
    candidates: architectureCount(space) <= BigInt(CLOSED.spellings) ? null : settings.candidates,
  };
}
