import { hash32 } from '../../base/hash.ts';
import { createRandom } from '../../base/random.ts';
import { mean } from '../../base/statistics.ts';
import type { Architecture, CellKind } from '../../space/architecture.ts';
import { canonicalArchitecture, canonicalKey } from '../../space/canonical.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';

/** What was measured of a rung's random children, as shares of 1 (studies/recipes). */
export interface RungFigures {
  /** Of all children. */
  readonly mean: number;
  /** Deviation of the children's true accuracies. */
  readonly ofChildren: number;
  /** Deviation of one training's accuracy about its child's true one, images and luck together. */
  readonly noise: number;
}

/**
 * How a made-up reward's variance is shared out: what each operation is worth wherever it stands in a cell; what a choice is
 * worth at its place (operation, input, combiner); and what belongs to a graph alone, which nothing can learn from others.
 */
const SHARES = { operations: 0.5, places: 0.25, own: 0.25 } as const;

/** Random children by which each part is brought to mean 0 and deviation 1. */
const SAMPLE = 400;

/** True accuracies of a made-up world, and what trainings in it answer. */
export interface MadeReward {
  /** The same for spellings of the same graph; 0 to 1. */
  truth(architecture: Architecture): number;
  /** What one training says of it; the same numbers, the same luck. */
  trained(architecture: Architecture, ...training: readonly number[]): number;
}

/** A world of its own for each seed, whose random children spread as a rung's do. */
export function madeReward(
  space: SearchSpace,
  { mean, ofChildren, noise }: RungFigures,
  seed: number,
): MadeReward {
  const parts = PARTS.map(({ weight, read }, part) => {
    const effect = effects(hash32(seed, part));
    return { weight, value: standardized((one) => read(one, effect), space, hash32(seed, part, 1)) };
  });
  const truth = (architecture: Architecture): number => {
    const spelled = canonicalArchitecture(architecture);
    const score = parts.reduce((sum, { weight, value }) => sum + Math.sqrt(weight) * value(spelled), 0);
    return within(mean + ofChildren * score);
  };
  return {
    truth,
    trained: (architecture, ...training) =>
      within(truth(architecture) + noise * createRandom(hash32(seed, LUCK, ...training)).normal()),
  };
}

const LUCK = 0x10c4;

const within = (accuracy: number): number => Math.min(1, Math.max(0, accuracy));

/** What a choice, or a graph, by its name is worth. */
type Effect = (name: string) => number;

interface Part {
  readonly weight: number;
  /** Of a canonical spelling. */
  read(architecture: Architecture, effect: Effect): number;
}

const PARTS: readonly Part[] = [
  {
    weight: SHARES.operations,
    read: (one, effect) =>
      sumOver(one, (cell, { operations }) => operations.map((id) => `${cell} ${id}`), effect),
  },
  {
    weight: SHARES.places,
    read: (one, effect) =>
      sumOver(
        one,
        (cell, { operations, inputs, combiner }, block) => [
          ...operations.map((id, slot) => `${cell} ${block} ${slot} ${id}`),
          ...inputs.map((input, slot) => `${cell} ${block} ${slot} ${input}`),
          `${cell} ${block} ${combiner}`,
        ],
        effect,
      ),
  },
  { weight: SHARES.own, read: (one, effect) => effect(canonicalKey(one)) },
];

type Block = Architecture['normal']['blocks'][number];

function sumOver(
  architecture: Architecture,
  names: (cell: CellKind, block: Block, index: number) => readonly string[],
  effect: Effect,
): number {
  let sum = 0;
  for (const cell of ['normal', 'reduction'] as const)
    for (const [index, block] of architecture[cell].blocks.entries())
      for (const name of names(cell, block, index)) sum += effect(name);
  return sum;
}

/** Standard normal, by name alone: whichever is asked for first. */
function effects(seed: number): Effect {
  const known = new Map<string, number>();
  return (name) => {
    const value = known.get(name) ?? createRandom(hash32(seed, ...codes(name))).normal();
    known.set(name, value);
    return value;
  };
}

const codes = (name: string): number[] => Array.from(name, (letter) => letter.codePointAt(0) ?? 0);

function standardized(
  value: (architecture: Architecture) => number,
  space: SearchSpace,
  seed: number,
): (architecture: Architecture) => number {
  const random = createRandom(seed);
  const drawn = Array.from({ length: SAMPLE }, () =>
    value(canonicalArchitecture(sampleArchitecture(space, random))),
  );
  const middle = mean(drawn);
  const deviation = Math.sqrt(mean(drawn.map((one) => (one - middle) * (one - middle))));
  return (architecture) => (deviation > 0 ? (value(architecture) - middle) / deviation : 0);
}
