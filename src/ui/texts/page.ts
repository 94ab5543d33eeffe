/** What is said of the page as a whole, and of the workers behind it. */
export const pageTexts = {
  skip: 'Skip to the cells',
  undrawn: {
    what: 'The page could not be drawn.',
    kept: 'Settings and pinned cells are kept in this browser. A search that was running goes on until you reload.',
    again: 'Draw it again',
    reload: 'Reload',
  },
  drop: (archive: string): string =>
    `Drop a run, cells as a file or as text, weights.safetensors, or ${archive} to train on its images.`,
  /** Why a worker ended, where it says nothing itself. */
  workerUnloaded: 'Its script could not be loaded.',
  workerUnread: 'A message from it could not be read.',
  /** Why the six images of a data set are not there. */
  noShown: 'shown.bin is not beside this page. “npm run prepare-data” makes it.',
  /** What is wrong with a recorded run that came with the page. */
  recordingCut: (why: string): string => `It can’t be unpacked: ${why}.`,
  recordingUnfinished: 'It is of a search that had not ended.',
  shownUnread: (why: string): string => `shown.bin could not be read: ${why}.`,
} as const;
