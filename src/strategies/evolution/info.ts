import type { StrategyInfo } from '../info.ts';

export const evolution = {
  id: 'evolution',
  title: 'Aging evolution',
  name: 'Evolution',
  short: 'Evolution',
  hint: 'good children are mutated, the oldest die',
  settingsTitle: 'Evolution',
  settings: {
    /** P of aging evolution; half of the mini preset's 20 trials, so that it does evolve there. */
    populationSize: {
      kind: 'number',
      default: 10,
      min: 2,
      max: 1000,
      step: 1,
      unit: 'children',
      label: 'Population',
      description: 'How many of the latest children aging evolution keeps; the oldest dies for each new one.',
      group: 'strategy',
    },
    /** S of aging evolution. */
    sampleSize: {
      kind: 'number',
      default: 4,
      min: 1,
      max: 1000,
      step: 1,
      unit: 'children',
      label: 'Sample',
      description: 'How many of the population are drawn at random; the best of them is the parent.',
      group: 'strategy',
    },
    /** Real et al. 2019, section 3.2. */
    identityRate: {
      kind: 'number',
      default: 0.05,
      later: 0,
      min: 0,
      max: 1,
      step: 0.01,
      unit: '',
      label: 'Identity rate',
      description:
        'Share of mutations that change nothing: the child is its parent’s graph, which is trained again only where known graphs are, and else costs a trial without training.',
      group: 'strategy',
    },
    retrainKnown: {
      kind: 'switch',
      default: false,
      later: false,
      label: 'Train known graphs again',
      description:
        'A child whose graph was trained before is trained again, with a seed of its own, so that luck does not outlive its child.',
      group: 'strategy',
    },
  },
  mini: {},
  // Real et al. 2019: every child is trained, whether or not its graph was.
  paper: { populationSize: 100, sampleSize: 25, identityRate: 0.05, retrainKnown: true },
} as const satisfies StrategyInfo;
