/** A drawing that stands in a frame on another page. */
export const embedTexts = {
  playground: 'NAS Playground',
  opens: 'Opens these cells in the playground.',
} as const;
