import type { ReactNode } from 'react';
import type { ContestantInfo } from '../../../strategies/info.ts';
import type { Feature } from '../../../strategies/linear/features.ts';
import { CONTESTANT_IDS, CONTESTANTS, type ContestantId } from '../../../studies/comparison/contestants.ts';
import type { RegretAxis } from '../../../studies/comparison/curves.ts';
import type { Figures } from '../../../studies/comparison/figures.ts';
import { dayText, percent, roughly, whole } from '../../format.ts';
import { counts } from '../counts.ts';
import { phrase } from '../phrase.ts';

/** The list of strategies names them. */
const contestants = Object.fromEntries(CONTESTANT_IDS.map((id) => [id, CONTESTANTS[id].called])) as Readonly<
  Record<ContestantId, ContestantInfo>
>;

const axes: Readonly<Record<RegretAxis, { readonly unit: string; readonly says: string }>> = {
  trials: { unit: 'trials', says: 'Against the children that a search has proposed.' },
  seconds: { unit: 'seconds', says: 'Against the seconds that their training took, on one core.' },
};

const figures: Readonly<Record<keyof Figures, string>> = {
  best: 'Best',
  meanTop5: 'Mean of top 5',
  meanTop25: 'Mean of top 25',
};

/** Of few seconds also the tenths. */
const amount = (at: number, axis: RegretAxis): string =>
  axis === 'seconds' && at < 19.95 ? at.toFixed(1) : whole(at);

const sides = ['left', 'right'] as const;

/** A choice's name and where it stands: "sep 3×3", "block 1, left". */
export interface ChoiceWords {
  readonly what: ReactNode;
  readonly where: string;
}

/** `operation` and `state` name what is chosen, as the page writes it. */
function choiceOf(
  feature: Feature,
  { operation, state }: { readonly operation: () => ReactNode; readonly state: () => ReactNode },
): ChoiceWords {
  switch (feature.kind) {
    case 'operation':
      return { what: operation(), where: 'any place' };
    case 'operationAt':
      return { what: operation(), where: `block ${feature.block + 1}, ${sides[feature.slot]}` };
    case 'inputAt':
      return { what: phrase`Block ${feature.block + 1} reads ${state()}`, where: sides[feature.slot] };
    case 'combinerAt':
      return { what: feature.choice, where: `block ${feature.block + 1}` };
    case 'trainable':
      return { what: 'Twice the parameters', where: '' };
    case 'multiplyAdds':
      return { what: 'Twice the mult-adds', where: '' };
    default:
      return feature satisfies never;
  }
}

export const comparisonTexts = {
  contestants,
  axes,
  figures,
  close: 'Close the comparison',
  comparing: 'Comparing',
  /** How long it took, in the head. */
  took: (time: ReactNode) => phrase`looked up in ${time}`,
  seedsDone: (done: number, seeds: number): string => `${whole(done)} of ${counts.seeds(seeds)}`,
  export: {
    text: 'JSON',
    says: 'Saves the figures as JSON, as the command "npm run compare" prints them.',
  },
  /** Beside a lesson: what comes with the page. */
  recorded: {
    name: 'Recorded',
    seeds: (seeds: number): string => counts.seeds(seeds),
    says: 'Made beforehand by the same program: shown at once.',
    made: (day: Date, time: string): string => `recorded on ${dayText(day)}, in ${time} of one core`,
  },
  setup: {
    strategies: 'Strategies',
    against: 'Against random search without repeats',
    noStrategy: 'Choose at least one strategy.',
    seeds: {
      label: 'Seeds',
      says: 'Searches of each strategy: as many as there are chances for luck to even out.',
    },
    trials: {
      label: 'Children a search',
      says: 'Children that a search proposes; one that it proposes again is not trained again, but spent.',
    },
    wrongCount: (label: string, typed: string, min: number, max: number): string =>
      `${label}: “${typed}” will not do; type a whole number from ${min} to ${whole(max)}.`,
    compare: 'Compare',
    again: (seconds: number): string => `Run again, ${roughly(seconds)}`,
    compareSays: 'Lets each strategy search with every seed.',
    stop: 'Stop',
    stopSays: 'Ends the comparison; the seeds that are done stay.',
    finished: 'Finished searches',
  },
  regret: {
    name: 'Regret',
    asTable: 'Regret, as a table',
    says: 'points below the best graph',
    over: (seeds: number): string => `mean of ${counts.seeds(seeds)}`,
    against: 'Against',
    chart: (axis: RegretAxis): string => `Regret against ${axes[axis].unit}`,
    nothing: 'Nothing has been compared yet.',
    atTheEnd: (sentence: string): string => `At the end, ${sentence}.`,
    amount,
    place: (at: number, axis: RegretAxis): string => `${amount(at, axis)} ${axes[axis].unit}`,
    spoken: (
      at: number,
      axis: RegretAxis,
      found: readonly { readonly name: string; readonly mean: number }[],
    ): string =>
      `${amount(at, axis)} ${axes[axis].unit}: ${found.map(({ name, mean }) => `${name} ${percent(mean)}`).join(', ')}`,
    waiting: 'The first seed is being searched with.',
  },
  interval: (low: number, high: number): string => `${percent(low)} to ${percent(high)}`,
  outcome: {
    figures: 'Final figures',
    atTheEnd: 'At the end, %',
    regret: 'Regret',
    floor: 'Children to the floor',
    reached: (children: number | null, seeds: number): string =>
      `${children === null ? 'not' : whole(children)} (${counts.seeds(seeds)})`,
    spoken: (verdicts: readonly string[]): string => verdicts.join('. '),
  },
  effects: {
    name: 'Against random search',
    says: 'points of test accuracy, seed by seed, 95 %',
    zero: 'random',
    strategy: 'Strategy',
    effect: 'Effect',
    points: 'points',
    won: 'won',
    /** The p, and what it is adjusted by. */
    p: 'p',
    holm: 'Holm',
    floor: 'to the floor',
    wonSays: 'Seeds in which it found better graphs than random search, and in which it found worse ones.',
    pSays:
      'How often luck alone would part them at least this far if neither were better: Wilcoxon’s signed-rank test over seeds, two-sided, adjusted by Holm for all strategies compared.',
    floorSays:
      'Children after which half of its searches had found a graph that can’t be told from the best.',
    open: 'can’t be told from random',
    record: (wins: number, losses: number): string => `${wins}–${losses}`,
    more: (trials: number): string => `> ${whole(trials)}`,
    effectIs: (points: string, low: string, high: string): string =>
      `${points} points, 95 % interval ${low} to ${high}`,
    chooses: 'The strategy whose curve and choices are shown',
  },
  worths: {
    name: 'What each choice is worth',
    says: 'points, 95 %',
    choice: 'Choice',
    choiceOf,
    linear: (children: number, correlation: string | null): string =>
      `Its coefficients after ${counts.children(children)} with seed 1, if effects add up.${correlation === null ? '' : ` On children it had not seen the fit is r = ${correlation}.`}`,
    fitted: (name: string, children: number): string =>
      `The linear model, fitted to the ${counts.children(children)} that ${name} trained with seed 1, if effects add up.`,
    hidden: (count: number): string =>
      count === 0 ? '' : ` Seen fewer than five times, so hidden: ${whole(count)}.`,
    none: 'Too few different children to tell.',
    waiting: 'Told once the first seed is done.',
    all: (count: number): string => `All ${whole(count)}`,
    fewer: 'The largest alone',
  },
} as const;
