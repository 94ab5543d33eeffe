import { pearson } from '../../base/statistics.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { type ChildCost, COST_FIGURES, type Feature, featureOf, featureReader, nameOf } from './features.ts';
import type { LinearChild } from './linear.ts';
import {
  type Combination,
  type Example,
  type Regression,
  type RegressionOptions,
  regression,
} from './regression.ts';
import { normalScores } from './scores.ts';

/** What a linear model says of one choice, if effects add up. */
export interface Effect {
  readonly feature: Feature;
  /**
   * In normal scores, how much better a child is expected to be with this choice at its place than with what children
   * have there on average; of an operation of a cell: at one place of it, averaged over its places; of a cost: with twice the cost,
   * all else equal.
   */
  readonly mean: number;
  /** 95 % credible interval, with as much noise as children show, and at least the setting's. */
  readonly low: number;
  readonly high: number;
  /** Children that had it; of a cost: all of them. */
  readonly seen: number;
}

export interface Learned {
  /** Of what was seen often enough, in the order of the features. */
  readonly effects: readonly Effect[];
  /** Choices that were seen too rarely to be told of. */
  readonly hidden: number;
  /** What a normal score of 1 is worth in rewards: the slope of rewards on scores. */
  readonly rewardPerScore: number;
  readonly fit: Fit;
}

/** How well children were foretold before they were trained. */
export interface Fit {
  /** Those that were foretold. */
  readonly children: number;
  /**
   * Pearson's, between the score that was expected of each and the score that its reward had among the children told until then;
   * null where it cannot be told. Children are chosen for high scores, so that it is lower than among random ones.
   */
  readonly correlation: number | null;
}

/** Effects of what fewer children had say nothing. */
const LEAST_SEEN = 5;
/** Of a normal distribution, within so many deviations lie 95 %. */
const INTERVAL = 1.959963984540054;

/**
 * What a linear search has learned from its children so far: each choice's effect with its interval, and how well the
 * model foretold children that it had not seen. Pure: the same children, the same answer. Null with fewer than two.
 */
export function learned(
  space: SearchSpace,
  children: readonly LinearChild[],
  options: RegressionOptions,
  cost: (architecture: Architecture) => ChildCost,
): Learned | null {
  if (children.length < 2) return null;
  const valuesOf = featureReader(space, cost);
  const examples = children.map(({ architecture, reward }) => ({ values: valuesOf(architecture), reward }));
  const model = shownModel(examples, options);
  const uses = usesOf(examples);
  const effects: Effect[] = [];
  let hidden = 0;
  const tell = (feature: Feature, combination: Combination, seen: number): void => {
    if (seen < LEAST_SEEN) {
      hidden += 1;
      return;
    }
    const { mean, deviation } = model.combine(combination);
    effects.push({
      feature,
      mean,
      low: mean - INTERVAL * deviation,
      high: mean + INTERVAL * deviation,
      seen,
    });
  };

  for (const group of groupsOf([...uses.keys()])) {
    if (group.length < 2) continue; // nothing to choose
    const total = group.reduce((sum, name) => sum + uses.get(name)!.total, 0);
    for (const name of group) {
      const combination = new Map<string, number>();
      const add = (of: string, share: number): void => {
        for (const [part, factor] of choiceOf(of, uses)) {
          combination.set(part, (combination.get(part) ?? 0) + share * factor);
        }
      };
      add(name, 1);
      for (const other of group) add(other, -uses.get(other)!.total / total);
      tell(featureOf(name), combination, uses.get(name)!.children);
    }
  }
  for (const kind of COST_FIGURES) {
    const deviation = model.costDeviation(nameOf({ kind }));
    if (deviation === 0) continue;
    tell({ kind }, new Map([[nameOf({ kind }), Math.LN2 / deviation]]), children.length);
  }
  return { effects, hidden, rewardPerScore: slopeOf(examples, model.scores), fit: fitOf(children) };
}

/**
 * The model that is told of: where the scores spread further about it than the setting says, with the noise that they show. Else
 * many effects of nothing but noise would seem to be some. The search itself goes by the setting.
 */
function shownModel(examples: readonly Example[], options: RegressionOptions): Regression {
  const model = regression(examples, options);
  const noiseDeviation = model.residualDeviation();
  return noiseDeviation > options.noiseDeviation
    ? regression(examples, { ...options, noiseDeviation })
    : model;
}

interface Uses {
  readonly total: number;
  readonly children: number;
}

/** How often each choice was there, costs left out. */
function usesOf(examples: readonly Example[]): ReadonlyMap<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const { values } of examples) {
    for (const [name, value] of values) {
      if (isCostFeature(featureOf(name))) continue;
      const { total, children } = uses.get(name) ?? { total: 0, children: 0 };
      uses.set(name, { total: total + value, children: children + 1 });
    }
  }
  return uses;
}

const isCostFeature = ({ kind }: Feature): boolean => COST_FIGURES.some((figure) => figure === kind);

/** Choices between which a decision is made. */
function groupsOf(names: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const { choice: _, ...place } = featureOf(name) as Feature & { choice?: unknown };
    const key = JSON.stringify(place);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()];
}

/** The weights that a choice brings: an operation at a place also those of the operation wherever it is. */
function choiceOf(name: string, uses: ReadonlyMap<string, Uses>): [string, number][] {
  const feature = featureOf(name);
  if (feature.kind === 'operationAt') {
    const { cell, choice } = feature;
    return [
      [name, 1],
      [nameOf({ kind: 'operation', cell, choice }), 1],
    ];
  }
  if (feature.kind !== 'operation') return [[name, 1]];
  const places = new Map<string, string>();
  for (const other of uses.keys()) {
    const at = featureOf(other);
    if (at.kind !== 'operationAt' || at.cell !== feature.cell) continue;
    places.set(`${at.block} ${at.slot}`, nameOf({ ...at, choice: feature.choice }));
  }
  return [[name, 1], ...[...places.values()].map((place): [string, number] => [place, 1 / places.size])];
}

function slopeOf(examples: readonly Example[], scores: readonly number[]): number {
  let product = 0;
  let square = 0;
  for (const [index, { reward }] of examples.entries()) {
    product += scores[index]! * reward;
    square += scores[index]! * scores[index]!;
  }
  return square === 0 ? 0 : product / square;
}

function fitOf(children: readonly LinearChild[]): Fit {
  const rewards = children.map(({ reward }) => reward);
  const pairs = children.flatMap(({ predicted }, index): (readonly [number, number])[] =>
    predicted === null ? [] : [[predicted, normalScores(rewards.slice(0, index + 1))[index]!]],
  );
  return { children: pairs.length, correlation: pairs.length < LEAST_SEEN ? null : pearson(pairs) };
}
