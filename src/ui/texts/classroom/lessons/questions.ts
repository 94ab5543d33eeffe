const BLOCK_CHOICES = ['State 2 alone', 'State 3 alone', 'States 2 and 3', 'I don’t know yet'];
const UPDATE_CHOICES = [
  'It makes them likelier.',
  'It makes them less likely.',
  'Nothing: one child is too little.',
  'I don’t know yet',
];
const NOISE_CHOICES = ['The first alone', 'The second alone', 'Both', 'I don’t know yet'];

const figures = (images: string, first: string, second: string): string =>
  `Two comparisons of two cells, each trained once and judged by ${images} held-out images. First: ${first}. Second: ${second}. Which difference may be chance alone?`;

/** The three questions of the lessons, in two sets of clothes. */
export const QUESTION_TEXTS = {
  before: {
    cell: {
      text: 'This cell’s first block makes state 2, its second block reads state 2 and makes state 3. What does the cell’s output hold?',
      choices: BLOCK_CHOICES,
      why: 'A state that no block reads goes to the output; state 2 is read by the second block, so state 3 alone is left.',
    },
    noise: {
      text: figures('1,000', '41.2 % and 42.0 %', '41.2 % and 55.3 %'),
      choices: NOISE_CHOICES,
      why: 'A thousand images leave each figure unsure by about 1.6 points, and training luck adds to it: 0.8 is less, 14.1 far more.',
    },
    update: {
      text: 'A child’s reward is 38, the baseline is 42. What does the update do to the choices that made this child?',
      choices: UPDATE_CHOICES,
      why: 'The reward lies below the baseline, so that the advantage is −4: what made the child becomes rarer.',
    },
  },
  after: {
    cell: {
      text: 'The second block of this cell reads state 2 and makes state 3; the third makes state 4 from both inputs. What does the output hold?',
      choices: ['States 2 and 3', 'State 4 alone', 'States 3 and 4', 'I don’t know yet'],
      why: 'No block reads 3 or 4, so that both go to the output; state 2 is read by the second block.',
    },
    noise: {
      text: figures('2,500', '63.0 % and 71.5 %', '63.0 % and 63.9 %'),
      choices: NOISE_CHOICES,
      why: 'Two and a half thousand images leave each figure unsure by about 1 point: 0.9 may be chance, 8.5 hardly.',
    },
    update: {
      text: 'Rewards were 15, then 12; the baseline is 9 now. What does the update do to the choices that made the second child?',
      choices: UPDATE_CHOICES,
      why: 'It is held against the baseline, not against the child before: 12 is 3 above, so what made it becomes likelier.',
    },
  },
} as const;
