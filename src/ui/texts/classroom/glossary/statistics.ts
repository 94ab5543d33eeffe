import type { StatisticsTermId, TermText } from './ids.ts';

/** How sure a figure is (docs/UNCERTAINTY.md, docs/BENCHMARK.md). */
export const STATISTICS_TERMS: Readonly<Record<StatisticsTermId, TermText>> = {
  'confidence-interval': {
    term: 'Confidence interval',
    also: ['95 %', 'error bar', 'plus or minus', 'bootstrap'],
    text: 'A range made by a rule that holds the true value 95 times in 100. Two overlapping intervals don’t say that there is no difference: the difference has an interval of its own.',
    related: ['whisker', 'cannot-be-told-apart'],
    place: 'reward',
  },
  whisker: {
    term: 'Whisker',
    also: ['error bar', 'half-width', '±'],
    text: 'The 95 % interval of one accuracy as a line through its dot. Its thick part is the finite number of held-out images, its thin part adds training luck.',
    related: ['confidence-interval', 'training-luck', 'held-out-accuracy'],
    place: 'reward',
  },
  'training-luck': {
    term: 'Training luck',
    also: ['training noise', 'variance between seeds', 'run-to-run variance', 'noise'],
    text: 'How far two trainings of one architecture differ by their seeds alone. The best of many children is best partly by it, so that its figure reads too high.',
    related: ['seed', 'whisker', 'finalist'],
    place: 'differences',
  },
  'cannot-be-told-apart': {
    term: 'Can’t be told apart',
    also: ['cannot be told apart', 'not significant', 'tie', 'group', 'rank'],
    text: 'The difference of two figures is within what images and training luck do by themselves. That isn’t to say that they are equal; a group of such rows shares its ranks.',
    related: ['holm', 'confidence-interval', 'training-luck'],
    place: 'board',
  },
  holm: {
    term: 'Holm’s correction',
    also: ['Holm', 'multiple comparisons', 'multiple testing', 'Bonferroni', 'adjusted p'],
    text: 'Whoever tests many differences finds some by chance. Holm’s procedure makes each test stricter, so that the chance of even one false find stays at 5 %.',
    related: ['wilcoxon', 'cannot-be-told-apart'],
    place: 'comparison',
  },
  wilcoxon: {
    term: 'Wilcoxon’s signed-rank test',
    also: ['Wilcoxon', 'signed rank', 'p-value', 'p', 'paired test'],
    text: 'Asks of paired figures, here one pair a seed, how often luck alone would part them at least this far if neither were better: that is p. It ranks differences and needs no normal distribution.',
    related: ['holm', 'seed', 'random-search'],
    place: 'comparison',
  },
  regret: {
    term: 'Regret',
    also: ['distance to the best', 'simple regret', 'noise floor'],
    text: 'How far what a search has found is below the best graph of the table, in points. Below the noise floor the table can’t tell graphs from the best.',
    related: ['table', 'random-search'],
    place: 'comparison',
  },
  'pareto-front': {
    term: 'Pareto front',
    also: ['front', 'trade-off', 'Pareto optimal', 'multi-objective', 'hypervolume'],
    text: 'The children than which none is both better and cheaper. Made of noisy figures it is noisy itself: others may lie on it too.',
    related: ['multiply-add', 'parameter', 'cannot-be-told-apart'],
    place: 'trade-off',
  },
};
