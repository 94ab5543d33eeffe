import { counted } from '../format.ts';

/** How many of what: every plural of the page. */
export const counts = {
  trials: (count: number): string => counted(count, 'trial', 'trials'),
  children: (count: number): string => counted(count, 'child', 'children'),
  epochs: (count: number): string => counted(count, 'epoch', 'epochs'),
  seeds: (count: number): string => counted(count, 'seed', 'seeds'),
  pictures: (count: number): string => counted(count, 'picture', 'pictures'),
  classes: (count: number): string => counted(count, 'class', 'classes'),
  rows: (count: number): string => counted(count, 'row', 'rows'),
  blocks: (count: number): string => counted(count, 'block', 'blocks'),
} as const;
