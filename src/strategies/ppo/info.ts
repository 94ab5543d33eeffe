import type { StrategyInfo } from '../info.ts';
import { CONTROLLER_PAPER, CONTROLLER_SETTINGS } from '../learner/settings.ts';

export const ppo = {
  id: 'ppo',
  title: 'PPO',
  name: 'PPO',
  short: 'PPO',
  hint: 'LSTM controller, several clipped steps an update',
  settingsTitle: 'Controller',
  settings: {
    ...CONTROLLER_SETTINGS,
    /** Gradient steps of PPO on the children of one update. */
    policyEpochs: {
      kind: 'number',
      default: 4,
      min: 1,
      max: 50,
      step: 1,
      unit: '',
      label: 'Policy epochs',
      description: 'How many gradient steps PPO takes on the children of one update.',
      group: 'strategy',
    },
    /** PPO's epsilon. */
    clipRange: {
      kind: 'number',
      default: 0.2,
      min: 0.01,
      max: 0.9,
      step: 0.01,
      unit: '',
      label: 'Clip range',
      description:
        "How far PPO may move an architecture's probability, as a share of it, before the gain stops counting.",
      group: 'strategy',
    },
  },
  mini: { childrenPerUpdate: 5, controllerLearningRate: 0.004, entropyWeight: 0.03 },
  // The number of epochs and the clip range are not in Zoph et al. 2018, and are those of Schulman et al. 2017.
  paper: { ...CONTROLLER_PAPER, policyEpochs: 10, clipRange: 0.2 },
  published: {
    id: 'ppo-paper',
    name: 'PPO as published',
    short: 'published',
    hint: 'the paper’s settings, made for 20,000 children',
  },
} as const satisfies StrategyInfo;
