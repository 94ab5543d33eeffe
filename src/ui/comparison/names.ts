import type { CourseTone } from '../../drawings/comparison/layout.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import { comparisonTexts } from '../texts/comparison.ts';

/** How strategies look and are called on the page. */

export const CONTESTANT_TONES: Readonly<Record<ContestantId, CourseTone>> = {
  ppo: 'blue',
  'ppo-paper': 'dashed',
  reinforce: 'red',
  evolution: 'ink',
  random: 'band',
};

export const contestantName = (id: string): string =>
  comparisonTexts.contestants[id as ContestantId]?.name ?? id;
