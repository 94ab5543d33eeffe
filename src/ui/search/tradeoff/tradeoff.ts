import type { TradeoffDot, TradeoffInput } from '../../../drawings/tradeoff/input.ts';
import { asTrial, type MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import {
  type CostBox,
  hypervolume,
  hypervolumes,
  type Priced,
  paretoFront,
  withinNoise,
} from '../../../studies/tradeoff/front.ts';
import { tradeoffTexts } from '../../texts/charts/tradeoff.ts';
import { trialWhisker } from '../reward/whiskers.ts';
import { type Against, type Child, childrenOf, costOf } from './children.ts';

/** What the trade-off's view says of a run: its children, the front, and how it grew. Pure. */

export interface TradeoffStory {
  readonly trials: readonly Trial[];
  /** All trials of the run, where only those up to a moment are shown: the box of the volume is theirs. */
  readonly whole: readonly Trial[];
  /** Those that a person made beside them. */
  readonly made?: readonly MadeChild[];
  readonly settings: Settings;
  readonly against: Against;
  /** Of the recipe's trainings; null where nobody measured it. */
  readonly deviation: number | null;
  /** What guessing gets. */
  readonly chance: number;
  /** Trials that one can't be told from; null while that is worked out. */
  readonly alike: ((trial: number) => readonly number[]) | null;
  /** The cost of the child in training. */
  readonly running: number | null;
}

export interface Tradeoff {
  readonly children: readonly Child[];
  /** Made by hand: dots of their own, no part of the search's front or volume. */
  readonly byHand: readonly Child[];
  readonly input: TradeoffInput;
  /** By the number of any of its trials. */
  readonly childOf: ReadonlyMap<number, Child>;
  /** Numbers of the trials by which children of either kind are drawn; those of the front by rising cost. */
  readonly front: readonly number[];
  readonly alike: ReadonlySet<number>;
  /** After each trial of `trials`. */
  readonly volumes: readonly (number | null)[];
}

interface PricedChild extends Priced {
  readonly child: Child;
}

export function tradeoffOf(story: TradeoffStory): Tradeoff {
  const { trials, settings, against, running } = story;
  const children = childrenOf(trials, settings, against);
  const priced = children.flatMap(pricedOf);
  const front = paretoFront(priced);
  const near = noiseOf(priced, front, story.alike);
  const looks = new Map([
    ...near.map(({ child }) => [child, 'alike'] as const),
    ...front.map(({ child }) => [child, 'front'] as const),
  ]);
  const dots = children.flatMap((child) => dotOf(child, looks.get(child) ?? 'plain', story) ?? []);
  const byHand = byHandOf(story);
  // Their names have the first choice of place.
  const madeDots = byHand.flatMap(({ child, by }) => madeDotOf(child, by, story) ?? []);
  return {
    children,
    byHand: byHand.map(({ child }) => child),
    input: {
      dots: [...madeDots, ...dots],
      running,
      joins: 'steps',
      lineName: front.length === 0 ? null : tradeoffTexts.front,
      isError: false,
    },
    childOf: new Map(
      [...children, ...byHand.map(({ child }) => child)].flatMap((child) =>
        child.trials.map((number) => [number, child] as const),
      ),
    ),
    front: front.map(({ child }) => child.trial.number),
    alike: new Set(near.map(({ child }) => child.trial.number)),
    volumes: volumesOf(story),
  };
}

/** Null for a child without a figure or a cost; one that paused stands in no comparison, for its recipe is another. */
function pricedOf(child: Child): PricedChild[] {
  const { trial, cost, isPaused } = child;
  return trial.accuracy === null || cost === null || isPaused
    ? []
    : [{ child, cost, accuracy: trial.accuracy }];
}

function noiseOf(
  priced: readonly PricedChild[],
  front: readonly PricedChild[],
  alike: TradeoffStory['alike'],
): PricedChild[] {
  if (alike === null) return [];
  const known = new Map(front.map((one) => [one, new Set(alike(one.child.trial.number))]));
  return withinNoise(priced, front, (one, other) => !known.get(one)?.has(other.child.trial.number));
}

function dotOf(
  child: Child,
  look: 'front' | 'alike' | 'plain',
  { settings, deviation }: TradeoffStory,
): TradeoffDot | null {
  const { trial, cost, isPaused, repeats } = child;
  const { number: id, accuracy: value } = trial;
  if (cost === null) return null;
  const isRepeated = repeats.length > 0;
  const common = { id, cost, value, isRepeated, whisker: trialWhisker(trial, settings, deviation) };
  if (value === null) {
    const name = { text: tradeoffTexts.failed(id), tone: 'failed' } as const;
    return { ...common, look: 'failed', name, line: null };
  }
  const name = isRepeated ? ({ text: tradeoffTexts.repeated(id, repeats), tone: 'quiet' } as const) : null;
  return { ...common, look: isPaused ? 'paused' : look, name, line: look === 'front' ? 'front' : null };
}

interface ByHand {
  readonly child: Child;
  readonly by: string;
}

/** Those of which a training has ended. */
function byHandOf({ made = [], settings, against }: TradeoffStory): ByHand[] {
  return made.flatMap((one): ByHand[] => {
    const trial = asTrial(one);
    if (trial === null) return [];
    const cost = costOf(trial, [], settings, against);
    const child = { trial, trials: [trial.number], repeats: [], cost, isPaused: false };
    return [{ child, by: one.by }];
  });
}

function madeDotOf(child: Child, by: string, story: TradeoffStory): TradeoffDot | null {
  const dot = dotOf(child, 'plain', story);
  if (dot === null || dot.value === null) return dot;
  return { ...dot, name: { text: tradeoffTexts.byHand(child.trial.number, by), tone: 'ink' } };
}

/** Each trial adds its child as it stood after that trial. */
function volumesOf({ trials, whole, settings, against, chance }: TradeoffStory): (number | null)[] {
  const costs = childrenOf(whole, settings, against).flatMap((child) =>
    pricedOf(child).map(({ cost }) => cost),
  );
  if (costs.length === 0) return trials.map(() => null);
  const box: CostBox = {
    cheapest: costs.reduce((least, cost) => Math.min(least, cost)),
    dearest: costs.reduce((most, cost) => Math.max(most, cost)),
    floor: chance,
  };
  const steps = trials.map((trial): Priced | null => {
    if (trial.status !== 'trained' || trial.accuracy === null) return null;
    if ((trial.budget ?? settings.epochs) < settings.epochs) return null;
    const cost = costOf(trial, trials, settings, against);
    return cost === null ? null : { cost, accuracy: trial.accuracy };
  });
  return hypervolume([], box) === null ? trials.map(() => null) : hypervolumes(steps, box);
}
