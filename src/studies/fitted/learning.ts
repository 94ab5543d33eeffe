import { mean } from '../../base/statistics.ts';
import { finalistsOf } from '../../search/finalists.ts';
import { runSearch } from '../../search/loop.ts';
import type { Evaluator, Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import { signedRankTest } from '../comparison/paired.ts';
import { type MadeReward, madeReward, type RungFigures } from './madeReward.ts';

/**
 * From how many children on a search learns: simulated searches on made-up rewards that spread, and are as noisy, as those
 * that were measured of a rung. All that follows was decided before any result was seen (docs/RECIPES.md, Learning).
 */

/** Searches of each strategy, each in a world of its own; random search runs in the same worlds. */
export const SEARCHES = 20;
const SEEDS: readonly number[] = Array.from({ length: SEARCHES }, (_, index) => index + 1);

/** The numbers of children that are looked at, all in the same searches: a search of more begins as one of fewer does. */
export const CHILDREN = [12, 18, 24, 30, 36, 42, 48, 54, 60] as const;
const MOST = CHILDREN[CHILDREN.length - 1]!;

/** Two-sided, of Wilcoxon's signed-rank test over the searches, seed by seed. */
const LEVEL = 0.05;

const FINALISTS = 3;
const FRESH = 2;

/** What is held against random search after so many children. */
export interface LearningPoint {
  readonly children: number;
  /** The mean over the searches of the true accuracy of the winner, less that of random search's winner. */
  readonly effect: number;
  readonly p: number;
}

export interface LearningQuestion {
  readonly figures: RungFigures;
  readonly space: SearchSpace;
  /** Of the strategy that is asked about, with what it learns by. */
  readonly settings: Pick<Settings, 'childrenPerUpdate'>;
  /** What a child costs, where the strategy wants to know. */
  cost: Evaluator['cost'];
  /** Fresh ones, which the study disposes of. */
  strategy(seed: number): Strategy;
  random(seed: number): Strategy;
}

/**
 * Searches as the page does, up to finalists: of the three best by their noisy figures two fresh trainings choose the winner.
 * Yields after every pair of searches, and works only while it is pulled.
 */
export async function* simulateLearning(
  question: LearningQuestion,
): AsyncGenerator<number, readonly LearningPoint[], void> {
  const { space, figures, strategy, random } = question;
  const ours: (readonly number[])[] = [];
  const theirs: (readonly number[])[] = [];
  for (const seed of SEEDS) {
    const world = madeReward(space, figures, seed);
    ours.push(winnersOf(world, await searched(question, world, strategy(seed)), SOUGHT));
    theirs.push(winnersOf(world, await searched(question, world, random(seed)), RANDOM));
    yield seed;
  }
  return CHILDREN.map((children, at) => {
    const own = ours.map((one) => one[at] as number);
    const others = theirs.map((one) => one[at] as number);
    return {
      children,
      effect: mean(own) - mean(others),
      p: signedRankTest(own, others),
    };
  });
}

/** The fewest children from which on, at every number that was looked at, the winner is better than random search's; null: none. */
export function learnsFromPoints(points: readonly LearningPoint[]): number | null {
  let from: number | null = null;
  for (const { children, effect, p } of [...points].reverse()) {
    if (effect <= 0 || p >= LEVEL) break;
    from = children;
  }
  return from;
}

/** Which of a pair of searches it is: their fresh trainings have luck of their own. */
const SOUGHT = 1;
const RANDOM = 2;

async function searched(
  { settings: { childrenPerUpdate }, cost }: LearningQuestion,
  world: MadeReward,
  strategy: Strategy,
): Promise<readonly Trial[]> {
  const evaluator: Evaluator = {
    cost,
    // biome-ignore lint/correctness/useYield: a look-up makes no progress
    async *evaluate(architecture, trial) {
      return { accuracy: world.trained(architecture, 0, trial), seconds: 0, epochs: [] };
    },
  };
  const settings = { ...PLAIN, childrenPerUpdate, trials: MOST };
  const ended: Trial[] = [];
  try {
    for await (const event of runSearch({ settings, strategy, evaluator }))
      if (event.type === 'trial-ended') ended.push(event.trial);
  } finally {
    strategy.dispose();
  }
  return ended;
}

const PLAIN = { reward: 'accuracy', costTarget: 1, costExponent: 0 } as const;

/** The winner's true accuracy after each number of children. */
function winnersOf(world: MadeReward, trials: readonly Trial[], which: number): readonly number[] {
  const again = (architecture: Architecture, trial: number): number =>
    mean(
      Array.from({ length: FRESH }, (_, training) => world.trained(architecture, which, trial, training + 1)),
    );
  return CHILDREN.map((children) => {
    const settings = {
      ...PLAIN,
      trials: children,
      finalists: FINALISTS,
      epochs: 1,
      rewards: 'trained',
    } as const;
    const finalists = finalistsOf(settings, trials.slice(0, children)).map(({ architecture, number }) => ({
      truth: world.truth(architecture),
      figure: again(architecture, number),
    }));
    return finalists.reduce((best, one) => (one.figure > best.figure ? one : best)).truth;
  });
}
