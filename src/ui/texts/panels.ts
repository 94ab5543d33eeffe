import { cellsTexts } from './cells.ts';

/** The tabs of the two panels. */
export const panelsTexts = {
  upper: 'Child, controller',
  child: cellsTexts.title,
  controller: 'Controller',
  lower: 'Results',
  reward: 'Reward',
} as const;
