import type { TeacherNotes } from './types.ts';

export const lesson8: TeacherNotes = {
  lesson: 8,
  title: 'Small search, large network',
  aim: 'A learner can say what of a small search carries over to a large network, what doesn’t, and why figures of the two can’t stand on one axis.',
  minutes: [4, 5],
  prepare: [
    'The lesson brings a looked-up search of its own, with a Pareto front: nothing has to be run before.',
    'Who wants to go on elsewhere finds files for other programs in Share, under “With weights”: ONNX, PyTorch, tfjs, or Everything. A looked-up child has no weights of its own: they are drawn from a seed, and Share says so.',
  ],
  opens:
    'How many days of one GPU did the published search take? Then give the two numbers that answer it: 500 GPUs, 4 days.',
  questions: [
    {
      asks: '500 GPUs for 4 days are 2,000 GPU-days, and one also reads 1,800. Which is right?',
      answer:
        'Both are in print: by the paper’s own numbers it is 2,000, the slides of a talk on it have 1,800. Sources disagree, and a figure wants its source beside it. Either way it is some five years of one card.',
    },
    {
      asks: 'What carries over from the small search, and what doesn’t?',
      answer:
        'The cell does, as a plan. Weights don’t: the large network is trained from nothing. The accuracy doesn’t either: fewer filters, fewer epochs, fewer images, and so another task.',
    },
    {
      asks: 'Can a child on the front be called the best trade-off?',
      answer:
        'By these figures none is both better and cheaper. But the figures are noisy, and a front takes the lucky ones: children off it that can’t be told from it may lie on the true front.',
    },
  ],
  terms: ['pareto-front', 'proxy-task', 'multiply-add', 'parameter', 'cells-a-stage'],
};
