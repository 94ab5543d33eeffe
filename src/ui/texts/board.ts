import { whole } from '../format.ts';
import { counts } from './counts.ts';

export const boardTexts = {
  order: {
    name: 'Order of the leaderboard',
    accuracy: 'by accuracy',
    trial: 'by trial',
    parameters: 'by parameters',
    multiplyAdds: 'by multiply-adds',
  },
  head: {
    rank: 'Rank',
    trial: 'Trial',
    normal: 'Normal',
    reduction: 'Reduction',
    accuracy: 'Accuracy',
    parameters: 'Parameters',
    multiplyAdds: 'Mult-adds',
  },
  rows: 'Finished trials, a list that scrolls',
  empty: 'Finished children come here, the best first.',
  show: (trial: number): string => `Show trial ${trial}`,
  pin: (trial: number): string => `Pin trial ${trial}`,
  unpin: (trial: number): string => `Unpin trial ${trial}`,
  pinSays: 'Keeps this pair below, for this and later visits.',
  unpinSays: 'Takes this pair off the pinned ones.',
  pinned: 'Pinned',
  showPinned: (title: string): string => `Show ${title}`,
  unpinPinned: (title: string): string => `Unpin ${title}`,
  /** What a pinned trial is called from now on. */
  pinTitle: (trial: number, seed: number, synthetic: boolean): string =>
    `Trial ${trial}, seed ${seed}${synthetic ? ', synthetic' : ''}`,
  /** The same, where another pair is called so already. */
  again: (title: string, count: number): string => `${title} (${count})`,
  sameAs: (trial: number | undefined): string => `= #${trial}`,
  sameAsSays: (trial: number | undefined): string => `same graph as #${trial}, whose result it takes over`,
  promotedSays: (trial: number): string => `trial ${trial}, trained on`,
  multiplyAdds: (count: number): string => `${whole(count)} multiply-adds`,
  /** Of the run before: how many trials, and the best accuracy where there is one. */
  previous: (trials: number, best: string | null, synthetic: boolean): string =>
    best === null
      ? `Other run: ${counts.trials(trials)}`
      : `Other run: ${counts.trials(trials)}, best ${best}${synthetic ? ', synthetic' : ''}`,
  sheet: {
    best: (trials: number, best: number, synthetic: boolean): string =>
      `best of ${trials}: trial ${best}${synthetic ? ', synthetic' : ''}`,
    none: 'no trials yet',
  },
} as const;
