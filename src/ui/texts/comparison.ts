import type { ContestantInfo } from '../../strategies/info.ts';
import { CONTESTANT_IDS, CONTESTANTS, type ContestantId } from '../../studies/comparison/contestants.ts';
import type { CourseAxis } from '../../studies/comparison/curves.ts';
import type { Figures } from '../../studies/comparison/figures.ts';
import type { Tabulation } from '../../studies/comparison/tabulation.ts';
import { percent, whole } from '../format.ts';
import { counts } from './counts.ts';

/** The list of strategies names them. */
const contestants = Object.fromEntries(CONTESTANT_IDS.map((id) => [id, CONTESTANTS[id].called])) as Readonly<
  Record<ContestantId, ContestantInfo>
>;

/** What a search has spent; `unit` alone where there is little room. */
const axes: Readonly<Record<CourseAxis, { readonly unit: string; readonly of: string }>> = {
  children: { unit: 'children', of: 'trained' },
  seconds: { unit: 'seconds', of: 'of training' },
};

const figures: Readonly<Record<keyof Figures, string>> = {
  best: 'Best',
  meanTop5: 'Mean of top 5',
  meanTop25: 'Mean of top 25',
};

const held: Readonly<Record<Tabulation['heldAfter'], string>> = {
  children: 'after equally many trained children: a graph that is proposed again is not trained again.',
  trials: 'after all trials, in the accuracies of trainings that the search did not see.',
};

const axisOf = (axis: CourseAxis): string => `${axes[axis].unit} ${axes[axis].of}`;

export const comparisonTexts = {
  contestants,
  axes,
  figures,
  close: 'Close the comparison',
  comparing: 'Comparing',
  export: {
    text: 'Export',
    says: 'Saves the figures as JSON, as the command "npm run compare" prints them.',
  },
  setup: {
    strategies: 'Strategies',
    noStrategy: 'Choose at least one strategy.',
    noRandom: 'Without random search there is nothing that the others are tested against.',
    seeds: {
      label: 'Seeds',
      says: 'Searches of each strategy: as many as there are chances for luck to even out.',
    },
    trials: {
      label: 'Trials a search',
      short: 'Trials',
      says: 'Children that a search proposes; one that it proposes again is not trained again.',
    },
    wrongCount: (label: string, typed: string, min: number, max: number): string =>
      `${label}: “${typed}” will not do; type a whole number from ${min} to ${whole(max)}.`,
    compare: 'Compare',
    compareSays: 'Compares them.',
    stop: 'Stop',
    stopSays: 'Ends the comparison; nothing of it is kept.',
    finished: 'Finished searches',
    progress: (done: number, total: number): string => `${done} of ${total} searches`,
  },
  course: {
    name: 'Course of the searches',
    asTable: 'Course, as a table',
    figure: 'Figure',
    against: 'Against',
    againstShort: 'against',
    axis: axisOf,
    /** What stands after the unit where there is room. */
    axisRest: (axis: CourseAxis): string => ` ${axes[axis].of}`,
    title: 'Held-out accuracy, %',
    titleOf: (seeds: number, trials: number): string =>
      `Held-out accuracy, %: mean and 95 % interval over ${counts.seeds(seeds)} of ${counts.trials(trials)}`,
    chart: (figure: keyof Figures, axis: CourseAxis): string => `${figures[figure]} against ${axisOf(axis)}`,
    nothing: 'Nothing has been compared yet.',
    atTheEnd: (sentence: string): string => `At the end, ${sentence}.`,
    place: (at: number, axis: CourseAxis): string => `${whole(at)} ${axes[axis].unit}`,
    spoken: (
      at: number,
      axis: CourseAxis,
      found: readonly { readonly name: string; readonly mean: number }[],
    ): string =>
      `${whole(at)} ${axes[axis].unit}: ${found.map(({ name, mean }) => `${name} ${percent(mean)} %`).join(', ')}`,
    empty:
      'Nothing has been compared yet. “Compare” lets each strategy search with every seed; that takes seconds, since no child has to be trained.',
  },
  interval: (low: number, high: number): string => `${percent(low)} to ${percent(high)}`,
  outcome: {
    figures: 'Final figures',
    atTheEnd: 'At the end, %',
    verdicts: 'Against random search',
    test: (heldAfter: Tabulation['heldAfter']): string =>
      `Compared is the mean of the top 5, seed by seed, ${held[heldAfter]} p says how often luck alone would part them at least this far if neither were better (Wilcoxon’s signed-rank test, two-sided, adjusted by Holm for all strategies compared); under 0.05 it hardly is luck. It speaks of this table only.`,
    sentence: (verdict: string): string => `${verdict}.`,
    spoken: (verdicts: readonly string[]): string => verdicts.join('. '),
  },
} as const;
