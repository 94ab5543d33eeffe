import type { StrategyInfo } from '../info.ts';
import { INITIAL_SETTINGS } from '../initial.ts';

export const linear = {
  id: 'linear',
  title: 'Linear model',
  name: 'Linear model',
  short: 'Linear',
  hint: 'adds up what each choice is worth, tries the most promising child',
  settingsTitle: 'Linear model',
  settings: {
    ...INITIAL_SETTINGS,
    /** Deviations of the upper bound. */
    explorationWeight: {
      kind: 'number',
      default: 1,
      later: 1,
      min: 0,
      max: 10,
      step: 0.1,
      unit: '',
      label: 'Exploration',
      description:
        'A child is chosen by the score that is expected of it plus so many times its uncertainty: more tries what is less known.',
      group: 'strategy',
    },
    /** In normal scores of rewards, whose deviation is 1. */
    noiseDeviation: {
      kind: 'number',
      default: 0.5,
      later: 0.5,
      min: 0.05,
      max: 5,
      step: 0.05,
      unit: '',
      label: 'Noise',
      description:
        'How far the score of a child may be from what its choices add up to; the scores of all spread by 1.',
      group: 'strategy',
    },
    priorDeviation: {
      kind: 'number',
      default: 1,
      later: 1,
      min: 0.05,
      max: 10,
      step: 0.05,
      unit: '',
      label: 'Spread of effects',
      description:
        'How far the different choices of a child are expected to move its score together, before any child is known; one alone by this over the square root of their number. Operations that come twice, and half of it for each cost, come on top: 1.2 to 1.4 times as much in most spaces.',
      group: 'strategy',
    },
    candidates: {
      kind: 'number',
      default: 200,
      later: 200,
      min: 10,
      max: 5000,
      step: 1,
      unit: '',
      label: 'Candidates',
      description:
        'In a space of more than 5,000 graphs, or of more than 50,000 spellings of them, how many are drawn to choose each child from: two thirds mutations of the best, one third at random. In a smaller one all graphs are looked at.',
      group: 'strategy',
    },
  },
  mini: {},
  paper: {},
} as const satisfies StrategyInfo;
