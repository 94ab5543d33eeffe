import type { TeacherNotes } from './types.ts';

export const lesson2: TeacherNotes = {
  lesson: 2,
  title: 'What an operation does and costs',
  aim: 'A learner can count the weights of a plain and of a separable convolution, and can say why the answer to “which is dearer?” turns round with the number of filters.',
  minutes: [4, 5],
  prepare: [
    'Maps of one image are worked out in the page, by filters that are set by hand: no graphics card is needed.',
    'Whoever is new to convolutions needs the picture of a sliding window first: two minutes at the board.',
  ],
  opens:
    'Which is dearer, sep 5×5 or conv 3×3: with 4 filters? With 32? Let people give reasons; the usual one, “separable is cheap”, is right for one of the two.',
  questions: [
    {
      asks: 'What does a separable convolution replace, as a formula?',
      answer:
        'k·k·c·F weights by k·k·c + c·F: first each map by itself, then a 1 × 1 product across maps. As in the paper it is applied twice here, the second time from F maps to F.',
    },
    {
      asks: 'Why does the answer turn round between F = 4 and F = 32?',
      answer:
        'Take c = F. sep 5×5 has 2·(25F + F²) weights, conv 3×3 has 9F². At F = 4: 232 against 144. At F = 32: 3,648 against 9,216. The first part grows with F, the second with its square: narrow networks pay for the k × k part, wide ones for the products.',
    },
    {
      asks: 'A pool has no weights. Is it free?',
      answer:
        'In parameters and multiply-adds as they are counted here, yes, unless the number of maps must change: then a 1 × 1 convolution follows. In time it isn’t: it reads and writes every pixel.',
    },
  ],
  terms: ['operation', 'separable-convolution', 'filters', 'multiply-add', 'parameter', 'feature-map'],
};
