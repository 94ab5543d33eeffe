import type { TeacherNotes } from './types.ts';

export const lesson7: TeacherNotes = {
  lesson: 7,
  title: 'Better than luck?',
  aim: 'A learner demands a comparison with random search, with enough seeds and an interval, before believing that a search is good.',
  minutes: [4, 5],
  prepare: [
    'Comparisons with 3 and with 30 seeds come with the page and are shown at once. Whoever wants to make one live: the button tells how long it takes, some minutes for 30 seeds.',
    'The table has 2,178 graphs, each trained twice: strategies search on one training and are judged by the other.',
  ],
  opens:
    'In how many of 30 searches will PPO beat drawing at random, and by how many points? Ask for both numbers: most people guess too many points.',
  questions: [
    {
      asks: 'PPO won 23 of 30 seeds by 0.39 points on average. Is it better, and does it matter?',
      answer:
        'It is better on this table: the 95 % interval of 0.23 to 0.57 points leaves out 0, and p by Holm is below 0.001. Whether 0.4 points matter is another question: best and random’s find lie 1.35 points apart. Many wins can be few points.',
    },
    {
      asks: 'Why isn’t it enough to try three seeds?',
      answer:
        'With three the smallest p that Wilcoxon’s test can give is 0.25, however clear the figures look. Even 30 see an effect of half a deviation less often than not once seven strategies are compared.',
    },
    {
      asks: 'Someone trains the hundred graphs with the most multiply-adds and searches nothing. How good is that here?',
      answer:
        'Better than with every strategy but the linear model: 0.43 points ahead of random search. In this space larger is better, nearly. So the table shows who finds good graphs with few children, not that a search is worth its while wherever size would do.',
    },
  ],
  terms: ['random-search', 'table', 'regret', 'wilcoxon', 'holm', 'linear-model'],
};
