import { createRandom } from '../../base/random.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalArchitecture, canonicalKey } from '../../space/canonical.ts';
import { spellings } from '../../space/choices.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Observation, Strategy } from '../strategy.ts';

/** A closed space whose inputs are open as well as its operations: 9,216 spellings, 2,178 graphs. */
const add = { combiner: 'add' } as const;
const pool = { ...add, inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'] } as const;
export const CLOSED_SPACE: SearchSpace = {
  blocks: 2,
  operations: ['identity', 'maxpool_3x3', 'sepconv_3x3', 'conv_3x3'],
  fixed: { normal: [add, add], reduction: [pool, pool] },
};

const GRAPHS = [
  ...new Map([...spellings(CLOSED_SPACE)].map((spelling) => [canonicalKey(spelling), spelling])),
];

/** A made-up reward of every graph of the closed space, and what the best hundredth of them reach. */
export interface MadeUpReward {
  of(architecture: Architecture): number;
  readonly top: number;
}

/**
 * Each choice of the normal cell's canonical spelling has an effect, operations also one wherever they are; where they
 * interact, each pair of choices has another, so that pairs decide half of the variance or more.
 */
export function madeUpReward(seed: number, { interacting = false } = {}): MadeUpReward {
  const random = createRandom(seed);
  const effects = new Map<string, number>();
  const effect = (key: string, deviation: number): number => {
    const known = effects.get(key) ?? deviation * random.normal();
    effects.set(key, known);
    return known;
  };
  const reward = (architecture: Architecture): number => {
    const { blocks } = canonicalArchitecture(architecture).normal;
    const choices = blocks.flatMap(({ inputs, operations }, block) =>
      [0, 1].flatMap((slot) => [
        `${block} ${slot} reads ${inputs[slot]}`,
        `${block} ${slot} ${operations[slot]}`,
      ]),
    );
    let sum = 0;
    for (const [index, choice] of choices.entries()) {
      sum += effect(choice, 0.5);
      if (index % 2 === 1) sum += effect(choice.split(' ')[2] as string, 0.5);
      if (interacting) for (const other of choices.slice(0, index)) sum += effect(`${other}, ${choice}`, 0.4);
    }
    return sum;
  };
  const rewards = new Map(GRAPHS.map(([key, architecture]) => [key, reward(architecture)]));
  const falling = [...rewards.values()].sort((a, b) => b - a);
  return {
    of: (architecture) => rewards.get(canonicalKey(architecture)) as number,
    top: falling[Math.ceil(falling.length / 100) - 1] as number,
  };
}

/** Trials after which a search is given up, as one that only repeats what it knows; most find it within half as many. */
const MOST_TRIALS = 500;

/** How many different graphs it takes until one is among the best hundredth; infinitely many where none comes. */
async function childrenToTop(
  strategy: Strategy,
  { of, top }: MadeUpReward,
  { childrenPerUpdate = 1, scale = 1 }: Updates,
): Promise<number> {
  const seen = new Set<string>();
  let observations: Observation[] = [];
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const suggestion = await strategy.suggest();
    seen.add(canonicalKey(suggestion.architecture));
    const reward = of(suggestion.architecture);
    if (reward >= top) return seen.size;
    observations.push({ suggestion, reward: scale * reward });
    if (observations.length < childrenPerUpdate) continue;
    await strategy.update(observations);
    observations = [];
  }
  return Number.POSITIVE_INFINITY;
}

/** How a search is told of its rewards. */
interface Updates {
  readonly childrenPerUpdate?: number;
  /** What a made-up reward is multiplied by: controllers are set for accuracies, which differ by hundredths. */
  readonly scale?: number;
}

/** The median over an odd number of seeds, each with a reward of its own. */
export async function medianToTop(
  create: (seed: number) => Strategy,
  kind: { interacting?: boolean } = {},
  { seeds = 15, ...updates }: Updates & { readonly seeds?: number } = {},
): Promise<number> {
  const counts: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const strategy = create(seed);
    counts.push(await childrenToTop(strategy, madeUpReward(1000 + seed, kind), updates));
    strategy.dispose();
  }
  return counts.sort((a, b) => a - b)[(seeds - 1) / 2] as number;
}
