import type { TeacherNotes } from './types.ts';

export const lesson4: TeacherNotes = {
  lesson: 4,
  title: 'The exam',
  aim: 'A learner can say what the reward of a child is and on which images it is measured, reads a loss curve and a confusion matrix, and knows what a short training can tell.',
  minutes: [4, 5],
  prepare: [
    'A recording of three cells comes with the page and is taken where nobody trains. With a graphics card, or with patience, a cell can be trained live.',
    'Have the ten classes of CIFAR-10 on the board.',
  ],
  opens:
    'What accuracy will this cell reach after three epochs? Say that guessing gives 10 %. Write a few guesses down; they are needed again in lesson 5.',
  questions: [
    {
      asks: 'Why isn’t accuracy on the training images the reward?',
      answer:
        'A network can learn its training images by heart; what counts is what it makes of images that it never saw. And since the search itself chooses by the held-out ones, a third part, the test images, stays out of it altogether.',
    },
    {
      asks: 'Which two classes are mixed up most, and is that the same both ways?',
      answer:
        'Read it from the matrix off its diagonal; among animals cat and dog is a usual answer. A row is a true class, so that “cats taken for dogs” and “dogs taken for cats” are two squares, and they need not be alike.',
    },
    {
      asks: 'The paper trained children for 20 epochs, we for three. What may such a short exam be used for?',
      answer:
        'To rank children roughly, not to grade them. A cell that learns slowly may be underrated, and the accuracy says little about what the same cell reaches when it is trained to its end. “Trained to convergence”, as one can read, is not what was done.',
    },
  ],
  terms: ['reward', 'held-out-accuracy', 'epoch', 'cross-entropy', 'confusion-matrix', 'proxy-task'],
};
