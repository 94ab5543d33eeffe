import type { Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { architectureCount } from '../../space/searchSpace.ts';
import { CLOSED } from '../../strategies/linear/candidates.ts';
import { featureReader } from '../../strategies/linear/features.ts';
import { type Learned, learned } from '../../strategies/linear/learned.ts';
import { type Prediction, regression } from '../../strategies/linear/regression.ts';
import { normalScores } from '../../strategies/linear/scores.ts';
import type { Run } from '../run.ts';
import { searchSpaceOf } from './space.ts';

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

type Searched = Pick<Run, 'trials' | 'updates'> & { readonly settings: Settings };

/** Of the child of that number, which may still be in training; its own search's rule once more (strategies/linear). */
export function judgedByModel(
  { trials, updates, settings }: Searched,
  child: number,
  architecture: Architecture,
): Judged {
  const proposed = trials.filter(({ promotedFrom }) => promotedFrom === undefined);
  const after = updates.findLast(({ afterTrial }) => afterTrial < child)?.afterTrial ?? 0;
  const known = proposed.filter(({ number }) => number <= after);
  const earlier = proposed.filter(({ number }) => number < child).length;
  const space = searchSpaceOf(settings);
  const costs = new Map<Architecture, Trial>(trials.map((one) => [one.architecture, one]));
  const own = trials[child - 1];
  const cost = (of: Architecture) => costs.get(of) ?? own ?? trials[0]!;
  const linear = known.map(({ architecture: of, reward }) => ({ architecture: of, reward, predicted: null }));
  const isModels = earlier >= settings.initialChildren && known.length >= 2;
  const valuesOf = featureReader(space, cost);
  const reward = own?.reward;
  return {
    children: known.length,
    learned: learned(space, linear, settings, cost),
    prediction:
      isModels && own !== undefined
        ? regression(
            known.map((one) => ({ reward: one.reward, values: valuesOf(one.architecture) })),
            settings,
          ).predict(valuesOf(architecture))
        : null,
    came:
      reward === undefined
        ? null
        : (normalScores([...known.map((one) => one.reward), reward]).at(-1) ?? null),
    candidates: architectureCount(space) <= BigInt(CLOSED.spellings) ? null : settings.candidates,
  };
}
