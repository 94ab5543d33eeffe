/** What lies over the search, and how it is left. */
export const layerTexts = {
  inspector: 'Inspector',
  back: '‹ Search',
  tabs: 'Cells and differences',
  differences: 'Differences',
  inspect: 'Inspect',
  inspectSays: 'Opens the child: its nodes, its mistakes, its maps.',
  /** After what a row says of its trial. */
  again: (says: string): string => `${says}. Press again to inspect it.`,
} as const;
