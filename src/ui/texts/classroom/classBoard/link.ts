/** What leads to the class board, whose own texts are loaded with it. */
export const classBoardLinkTexts = {
  link: 'Class board',
  linkSays: 'Collects what a class hands in to a contest, trains every cell once more, and ranks them.',
} as const;
