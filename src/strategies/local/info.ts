import type { StrategyInfo } from '../info.ts';
import { INITIAL_SETTINGS } from '../initial.ts';

export const local = {
  id: 'local',
  title: 'Local search',
  name: 'Local search',
  short: 'Local',
  hint: 'all neighbours of the best, then of the best of those',
  settingsTitle: 'Local search',
  settings: INITIAL_SETTINGS,
  // Hill climbing from one random graph, as White et al. 2020.
  mini: { initialChildren: 1 },
  paper: {},
} as const satisfies StrategyInfo;
