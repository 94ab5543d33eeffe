import type { TeacherNotes } from './types.ts';

export const lesson1: TeacherNotes = {
  lesson: 1,
  title: 'What is searched?',
  aim: 'A learner can say what a search proposes (a pair of cells, not weights and not a whole network), reads a cell block by block, and knows why the number of choices is beyond any list.',
  minutes: [4, 5],
  prepare: [
    'Nothing to install. The page plays a looked-up search by itself as it opens; let it run on the projector while people come in.',
    'Have the five decisions of a block ready on the board: first input, second input, operation on the first, operation on the second, combiner.',
  ],
  opens:
    'First: is it weights, layers, or a pattern that a network repeats? Then: in how many ways can five blocks be decided, as a power of ten? Collect guesses on the board before anyone presses on. Most are far too low.',
  questions: [
    {
      asks: 'Where do the 2.3 · 10¹⁸ ways of a cell come from?',
      answer:
        'Block b may read b + 2 states, twice: (2·3·4·5·6)². Each block has 13 operations twice and 2 combiners: (13²·2)⁵. The product is 2.3 · 10¹⁸; the pair squares it to 5.2 · 10³⁶.',
    },
    {
      asks: 'Are these as many different networks?',
      answer:
        'No. Inputs of a block can be named in either order, and blocks that don’t read each other can be written in either order. If only the order of what is added is left out, a cell has 5.6 · 10¹⁷. Several spellings are one graph.',
    },
    {
      asks: 'You built a block that nothing reads. What happens to it?',
      answer:
        'It is not lost: every state that no block reads is concatenated into the cell’s output. So a search can’t propose a cell with a dead end.',
    },
  ],
  terms: ['architecture', 'cell', 'block', 'hidden-state', 'combiner', 'search-space'],
};
