/** Pages for who teaches with this: one a lesson, and one of a class of 90 minutes. */
export const teacherTexts = {
  name: 'Teacher’s pages',
  close: 'Back to the page',
  print: 'Print',
  printSays: 'Prints all pages, or what your browser’s dialog is told to.',
  lead: 'One page a lesson and the plan of a class. Everything runs in the browsers of the room; no account, no server, and nothing that a learner does leaves their machine.',
  contents: 'Pages',
  page: (lesson: number, title: string): string => `Lesson ${lesson}: ${title}`,
  of: (lesson: number, all: number): string => `Lesson ${lesson} of ${all}`,
  aim: 'Aim',
  time: 'Time',
  minutes: (least: number, most: number): string =>
    `${least} to ${most} minutes alone; with a class that talks about it ${2 * least} to ${2 * most}`,
  prepare: 'To prepare',
  opens: 'The question that opens it',
  questions: 'Worth asking',
  terms: 'Words',
  link: 'Opens the lesson',
  plan: {
    title: 'A class of 90 minutes',
    aim: 'From “what is searched?” to a contest that the class judges fairly: lessons 1, 4, 5 and 6, and a contest.',
    prepare: [
      'Open the page once on the machines of the room, so that it is loaded; a projector for yours.',
      'The three questions before lesson 1 are answered alone, without talking; the same three, in other clothes, come at the end.',
      'A contest is a link: a search space, what children are trained by, and a limit such as “under 30 k parameters”. Choose a limit that the presets don’t meet, and keep the recipe to some ten seconds a child.',
      'Learners need a nickname, no name.',
    ],
    table: 'Plan of the class',
    heads: { minutes: 'Minutes', what: 'What', how: 'How' },
    rows: [
      [
        '0–10',
        'Beginning',
        'The three questions, alone. The first visit plays on the projector: what is going on here?',
      ],
      ['10–22', 'Lesson 1', 'In pairs. Collect the guesses of the number of ways before anyone goes on.'],
      [
        '22–34',
        'Lesson 4',
        'Together at the projector: one prediction of the accuracy each, written down. Then the confusion matrix in pairs.',
      ],
      ['34–48', 'Lesson 5', 'In pairs, then together: whose prediction was “wrong”, and by more than noise?'],
      [
        '48–60',
        'Lesson 6',
        'One walks through a child’s decisions at the projector; the class says of each update what became likelier.',
      ],
      [
        '60–78',
        'Contest',
        'Open the contest’s link, edit a cell, train it with one seed, hand in. Meanwhile links come to the class board.',
      ],
      [
        '78–84',
        'The board',
        'It trains the five first once more, from fresh seeds. Before it does: whose figure will fall? Read whiskers and groups, not ranks.',
      ],
      [
        '84–90',
        'End',
        'The same three questions once more. What would you need to claim that the winner’s cell is better?',
      ],
    ] as readonly (readonly [minutes: string, what: string, how: string])[],
    short:
      'Shorter by half: lessons 1 and 5 and the contest, 45 minutes. Where no machine can train, the table is the contest: hand in a pair that is on it.',
    questions: [
      {
        asks: 'The first of the board fell after fresh seeds. Was anyone unfair?',
        answer:
          'No. People hand in their best training, and the best of several is partly luck. The board trains it again for just that reason, and would do so for anyone.',
      },
      {
        asks: 'Two cells of the board can’t be told apart. Who has won?',
        answer:
          'Both share the rank. More seeds could part them; a rule made afterwards (the smaller one wins) would not be fair, one that was agreed before is.',
      },
      {
        asks: 'Thirty people looked for good cells by hand. Which strategy was that?',
        answer:
          'Mostly local search and evolution: begin with what is good, change one decision, keep what is better. And all together they did what a population does.',
      },
    ],
  },
} as const;
