import type { TeacherNotes } from './types.ts';

export const lesson6: TeacherNotes = {
  lesson: 6,
  title: 'The controller learns',
  aim: 'A learner can say what a reward does to the probabilities of the choices that led to it, and what the baseline is for.',
  minutes: [4, 5],
  prepare: [
    'The search of 300 children is looked up and takes seconds on any machine.',
    'Useful beforehand: what a softmax is, and that log p has a gradient.',
  ],
  opens:
    'Which decisions will it become sure of first: what a block reads, or which operations it applies? In the small space of the table combiners and the reduction cell are fixed; the lesson says so.',
  questions: [
    {
      asks: 'All rewards of an update are high. Do all choices become likelier?',
      answer:
        'No: it is the advantage that scales the gradient, reward less baseline. If the baseline is as high, a child below it makes its choices rarer, good as its accuracy is. Without a baseline nearly everything drawn would be pushed up, and learning would be slower and noisier.',
    },
    {
      asks: '“Scale the gradients of p by R” stands on many slides. What is short about it?',
      answer:
        'It is the gradient of log p that is scaled, which makes a rare choice count as much as a frequent one on average; and it is scaled by R less the baseline.',
    },
    {
      asks: 'Its entropy has fallen to almost nothing after 20 children. Good or bad?',
      answer:
        'Rather bad: it has settled before it can have seen much, and hardly draws anything else any more. A bonus for entropy and PPO’s small steps hold against that. Late in a search low entropy is what one wants.',
    },
  ],
  terms: ['controller', 'policy', 'reward', 'baseline', 'advantage', 'entropy', 'ppo'],
};
