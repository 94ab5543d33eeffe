/** The way to the lessons, which is in the page's first load. */
export const learnTexts = {
  name: 'Lessons',
  learn: 'Learn',
  opens: 'Eight short lessons on this page, each with a question first.',
} as const;
