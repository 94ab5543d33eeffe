import { SPACE } from '../../../format.ts';
import type { TermId } from './ids.ts';

/** How sentences of the page spell a term that is marked in them, the likeliest first. In the page's first load. */
export const MARKED_WORDS = {
  'held-out-accuracy': ['held-out accuracy'],
  reward: ['reward'],
  whisker: [`95${SPACE}%`],
  'confidence-interval': [`95${SPACE}%`, '95 %'],
  'training-luck': ['training luck', 'luck of', 'by luck'],
  'cannot-be-told-apart': ['can’t be told apart', 'can be told apart'],
  controller: ['LSTM', 'controller'],
  block: ['block'],
  combiner: ['combiner'],
  policy: ['probabilities'],
  entropy: ['entropy'],
  ppo: ['PPO'],
  reinforce: ['log p'],
  'random-search': ['random search'],
  'pareto-front': ['front'],
  parameter: ['parameters'],
  'multiply-add': ['multiply-adds'],
  'recorded-search': ['real searches'],
  stem: ['stem'],
  'feature-map': ['maps of it', 'map of it'],
  architecture: ['architectures'],
  finalist: ['fresh seeds', 'other trainings'],
} as const satisfies Partial<Record<TermId, readonly [string, ...string[]]>>;

export type MarkedTermId = keyof typeof MARKED_WORDS;
