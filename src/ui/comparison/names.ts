import type { CourseTone } from '../../drawings/comparison/layout.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import type { CourseAxis } from '../../studies/comparison/curves.ts';
import type { Figures } from '../../studies/comparison/figures.ts';

/** How strategies, figures and axes are called on the page. */

export interface ContestantName {
  readonly name: string;
  /** On a chart with little room. */
  readonly short: string;
  /** What it does, in a few words. */
  readonly hint: string;
  readonly tone: CourseTone;
}

export const CONTESTANT_NAMES: Readonly<Record<ContestantId, ContestantName>> = {
  ppo: {
    name: 'PPO',
    short: 'PPO',
    hint: 'LSTM controller, several clipped steps an update',
    tone: 'blue',
  },
  'ppo-paper': {
    name: 'PPO as published',
    short: 'published',
    hint: 'the paper’s settings, made for 20,000 children',
    tone: 'dashed',
  },
  reinforce: {
    name: 'REINFORCE',
    short: 'REINF.',
    hint: 'LSTM controller, one step an update',
    tone: 'red',
  },
  evolution: {
    name: 'Evolution',
    short: 'Evolution',
    hint: 'good children are mutated, the oldest die',
    tone: 'ink',
  },
  random: {
    name: 'Random search',
    short: 'Random',
    hint: 'what the others have to beat',
    tone: 'band',
  },
};

export const contestantName = (id: string): string => CONTESTANT_NAMES[id as ContestantId]?.name ?? id;

export const FIGURE_WORDS: Readonly<Record<keyof Figures, string>> = {
  best: 'Best',
  meanTop5: 'Mean of top 5',
  meanTop25: 'Mean of top 25',
};

/** What a search has spent; `unit` alone where there is little room. */
export const AXIS_WORDS: Readonly<Record<CourseAxis, { readonly unit: string; readonly of: string }>> = {
  children: { unit: 'children', of: 'trained' },
  seconds: { unit: 'seconds', of: 'of training' },
};
