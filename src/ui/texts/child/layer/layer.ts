/** What lies over the search, and how it is left. */
export const layerTexts = {
  inspector: 'Inspector',
  editor: 'Editor',
  back: '‹ Search',
  tabs: { inspector: 'Cells and differences', editor: 'Cells' },
  differences: 'Differences',
  inspect: 'Inspect',
  inspectSays: 'Opens the child: its nodes, its mistakes, its maps.',
  edit: 'Edit',
  editSays: 'Opens a copy of both cells, to be changed by hand.',
  editCopy: 'Edit a copy',
  /** After what a row says of its trial. */
  again: (says: string): string => `${says}. Press again to inspect it.`,
} as const;
