import type { TeacherNotes } from './types.ts';

export const lesson5: TeacherNotes = {
  lesson: 5,
  title: 'The same exam twice',
  aim: 'A learner names the two sources of noise in an accuracy, reads a whisker, and says “can’t be told apart” where that is the answer.',
  minutes: [4, 5],
  prepare: [
    'The recording has three cells by three seeds. It needs no graphics card. All nine sat the same 1,000 images: what parts three of one cell is training luck alone.',
    'Whoever wants a live version: let each learner draw 20 coin tosses and report the share of heads; the spread is that of so few tosses, and nobody’s coin is better.',
  ],
  opens:
    'The same cell with another seed: how far apart will the two be? “Not at all, it is the same network” is a frequent guess and a good one to begin with.',
  questions: [
    {
      asks: 'A child has 40 % on 1,000 held-out images. How much of that is the choice of images?',
      answer:
        'The standard error is √(p(1 − p)/n) = √(0.4 · 0.6 / 1,000) = 1.5 points; the 95 % interval is about ± 3. Four times as many images halve it. Training luck comes on top, and no number of images takes that away.',
    },
    {
      asks: 'Can’t be told apart: are the two cells equally good, then?',
      answer:
        'That doesn’t follow. These figures are too noisy to say; with more seeds a difference may be seen. It isn’t a relation that carries on either: a and b, b and c may be alike by the figures while a and c differ.',
    },
    {
      asks: 'The best of 100 children has 46.2 %. What would you expect of it with a fresh seed?',
      answer:
        'Less. The best of many noisy figures is best partly by luck, and the luck isn’t there the next time. That is why finalists are trained again, and why the figure that chose a winner is never its final one.',
    },
  ],
  terms: ['seed', 'training-luck', 'whisker', 'confidence-interval', 'cannot-be-told-apart', 'finalist'],
};
