import { cellsTexts } from '../child/cells.ts';

/** The tabs of the two panels. */
export const panelsTexts = {
  upper: 'Child, controller, network',
  child: cellsTexts.title,
  children: cellsTexts.children,
  controller: 'Controller',
  /** In its place, of a search that has none. */
  strategy: 'Strategy',
  network: 'Network',
  lower: 'Results',
  reward: 'Reward',
  tradeoff: 'Trade-off',
} as const;
