/** The page as a beamer shows it. */
export const projectorTexts = {
  nothing: 'Point at anything: its name stands here.',
  leave: 'Leave with P',
  board: 'Leaderboard',
  boardSays: 'Opens the leaderboard over the page.',
  closeBoard: 'Close the leaderboard',
} as const;
