/**
 * The searches that come with the page, recorded: what is trained for them was fixed before any was
 * (docs/RECORDED.md). The file of each, as `npm run search` leaves it, lies beside this list under its id.
 */
export const RECORDINGS = [
  { id: 'mini-ppo', preset: 'mini', strategy: 'ppo' },
  { id: 'mini-random', preset: 'mini', strategy: 'random' },
] as const;

export type RecordingId = (typeof RECORDINGS)[number]['id'];

/** What both have in common beside their preset. */
export const RECORDED_TERMS = { trials: 40, seed: 1, finalists: 3 } as const;

/** Where it lies, from the page's address on. */
export const recordingFile = (id: RecordingId): string => `recorded/${id}.json.gz`;
