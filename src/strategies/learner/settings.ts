import type { SettingTable } from '../../base/setting.ts';

/**
 * Settings of the LSTM controller. Rates are high, for a search has tens of children, not thousands. Rewards differ by
 * hundredths: a lesser entropy weight lets the controller settle on one graph before it has seen many, a greater one keeps it
 * drawing at random. How they were come by, and what they are worth: docs/BENCHMARK.md.
 */
export const CONTROLLER_SETTINGS = {
  controllerLearningRate: {
    kind: 'number',
    default: 0.01,
    min: 0.00001,
    max: 0.5,
    step: 0.005,
    unit: '',
    label: 'Controller learning rate',
    short: 'Learning rate',
    description: 'How far one update moves the controller (Adam).',
    group: 'strategy',
  },
  entropyWeight: {
    kind: 'number',
    default: 0.04,
    min: 0,
    max: 1,
    step: 0.001,
    unit: '',
    label: 'Entropy bonus',
    description: "Weight of the entropy of the controller's decisions: more keeps it exploring for longer.",
    group: 'strategy',
  },
  baselineDecay: {
    kind: 'number',
    default: 0.9,
    min: 0,
    max: 0.99,
    step: 0.01,
    unit: '',
    label: 'Baseline weight',
    description: 'Weight of the past in the moving average of rewards that a new reward is held against.',
    group: 'strategy',
  },
} as const satisfies SettingTable;

/** The controller of Zoph et al. 2018 (appendix A.1). */
export const CONTROLLER_PAPER = {
  controllerLearningRate: 0.00035,
  entropyWeight: 0.00001,
  baselineDecay: 0.95,
} as const;
