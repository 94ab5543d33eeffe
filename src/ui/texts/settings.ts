import type { NumericSetting } from '../../settings/ranges.ts';
import type { Settings } from '../../settings/settings.ts';
import { plain, whole } from '../format.ts';

/** What a narrow column calls them; the rest go by the label that they have everywhere. */
const short: Partial<Record<NumericSetting, string>> = {
  childrenPerUpdate: 'Children an update',
  blocks: 'Blocks a cell, B',
  cellsPerStage: 'Cells a stage, N',
  filters: 'Filters, F',
  controllerLearningRate: 'Learning rate',
  reductionFactor: 'Factor, η',
  minimumEpochs: 'Epochs at first, r',
  costTarget: 'Target',
  costExponent: 'Exponent',
};

export const settingsTexts = {
  short,
  close: 'Close settings',
  sections: {
    search: 'Search',
    space: 'Space',
    child: 'Child',
    data: 'Data',
    training: 'Training',
    controller: 'Controller',
    evolution: 'Evolution',
  },
  strategies: {
    ppo: 'PPO',
    reinforce: 'REINFORCE',
    evolution: 'Aging evolution',
    random: 'Random search',
  } satisfies Record<Settings['strategy'], string>,
  rewards: {
    accuracy: 'Accuracy',
    cost: 'Accuracy and cost',
  } satisfies Record<Settings['reward'], string>,
  datasets: {
    cifar10: 'CIFAR-10',
    synthetic: 'Simple shapes',
  } satisfies Record<Settings['dataset'], string>,
  imageSize: (size: number): string => `${size} × ${size}`,
  on: 'on',
  off: 'off',
  /** What a number's row says of it: its meaning, and its range. */
  ranged: (description: string, min: number, max: number): string =>
    `${description} From ${plain(min)} to ${whole(max) === '0' || max < 1 ? plain(max) : whole(max)}.`,
  noNumber: (typed: string, min: number, max: number): string =>
    `“${typed}” is no number: type one from ${plain(min)} to ${plain(max)}.`,
  operations: {
    label: 'Operations',
    chosen: (chosen: number, all: number): string => `${chosen} of ${all}`,
    leftOut: (name: string): string => `${name}, left out`,
    says: (name: string, description: string): string => `${name}: ${description}`,
  },
  presets: {
    label: 'Preset',
    unmeasured: 'The time it takes here is shown after the first measured batches.',
    measured: 'Times are estimates at the pace measured on this machine.',
    sized: (children: string, epochs: string): string => `${children}, ${epochs}`,
    timed: (children: string, time: string): string => `${children}, ≈ ${time}`,
    says: (hint: string, summary: string): string => `${hint}. ${summary}`,
  },
  archive: {
    label: 'Archive',
    says: 'Reads the images from cifar-10-binary.tar.gz on your disk; it can also be dropped anywhere on the page.',
    choose: 'Choose…',
    chooseName: 'Choose an archive of CIFAR-10',
    leave: 'Don’t use',
  },
  lock: {
    ahead: 'These are for the next run; the one in progress keeps its own.',
    locked: 'Settings are fixed while a search runs.',
    showRun: 'Show this run’s',
    setUpNext: 'Set up the next run',
  },
} as const;
