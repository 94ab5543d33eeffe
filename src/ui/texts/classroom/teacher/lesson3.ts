import type { TeacherNotes } from './types.ts';

export const lesson3: TeacherNotes = {
  lesson: 3,
  title: 'From two cells to a network',
  aim: 'A learner can draw how cells are stacked, says what N and F are, and can explain why the number of choices depends on neither.',
  minutes: [3, 5],
  prepare: [
    'Everything is counted, nothing trained: it works on any machine.',
    'If the paper is at hand, open its figure 2 beside the Network view.',
  ],
  opens:
    'How many cells does the published CIFAR network stack? A hint that may be given: there are three stages and two reductions.',
  questions: [
    {
      asks: 'How many cells has the network with N = 6?',
      answer:
        'Three stages of six normal cells and two reduction cells between them: 20. With F = 32 it has 3.35 M trained parameters and takes 544 M multiply-adds an image.',
    },
    {
      asks: 'Why do the filters double where height and width are halved?',
      answer:
        'A map then has a quarter of its pixels. A 1 × 1 product costs pixels times the square of the filters: with twice the filters and a quarter of the pixels a cell costs about the same at each stage.',
    },
    {
      asks: 'What would have to be searched anew for images of 224 pixels?',
      answer:
        'By this idea nothing: the same two cells are stacked, with another stem and two more reductions in it. That is the paper’s key idea. That the best cells for small images are the best for large ones too is an assumption, which its ImageNet results support.',
    },
  ],
  terms: ['normal-cell', 'reduction-cell', 'cells-a-stage', 'filters', 'stem', 'skip-connection'],
};
