import type { StrategyInfo } from '../info.ts';

export const random = {
  id: 'random',
  title: 'Random search',
  isBaseline: true,
  name: 'Random search',
  short: 'Random',
  hint: 'what the others have to beat',
  tone: 'band',
  settingsTitle: '',
  settings: {},
  mini: {},
  paper: {},
} as const satisfies StrategyInfo;
