/** How a page that `npm start -- --follow FILE` opened asks its server for the run in that file. */
export const FOLLOWING = {
  /** In the page's address; without it nothing is asked for. */
  parameter: 'follow',
  /** Beside the page, whatever the file's own name and folder are. */
  file: 'followed-run.json',
  /** Of every answer: the file's own name, as in an address, and whether a search is at it, true or false. */
  headers: { name: 'Followed-Name', written: 'Followed-Written' },
} as const;
