import type { StrategyInfo } from '../info.ts';
import { CONTROLLER_PAPER, CONTROLLER_SETTINGS } from '../learner/settings.ts';

export const reinforce = {
  id: 'reinforce',
  title: 'REINFORCE',
  name: 'REINFORCE',
  short: 'REINF.',
  hint: 'LSTM controller, one step an update',
  settingsTitle: 'Controller',
  settings: CONTROLLER_SETTINGS,
  mini: {},
  paper: CONTROLLER_PAPER,
} as const satisfies StrategyInfo;
