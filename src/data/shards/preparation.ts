/**
 * What `progress.json` beside the shards says while they are being made, so that a page that is already open can show
 * it. Written often and whole; `beat` changes at least every few seconds as long as somebody is at work.
 */

const stages = ['starting', 'downloading', 'checking', 'decoding', 'ready', 'failed'] as const;

export interface PreparationProgress {
  readonly version: 1;
  readonly stage: (typeof stages)[number];
  /** Bytes while downloading, shards while decoding. */
  readonly done: number;
  readonly total: number;
  /** What is being done, for a person. */
  readonly sentence: string;
  /** What went wrong, why, and the remedy; only in stage `failed`. */
  readonly error?: string;
  readonly beat: number;
}

export const progressFile = 'progress.json';

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** The progress that a parsed file holds, or nothing where it is no such thing. */
export function readPreparation(value: unknown): PreparationProgress | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { version, stage, done, total, sentence, error, beat } = value as Record<string, unknown>;
  const known = stages.find((name) => name === stage);
  if (version !== 1 || known === undefined || typeof sentence !== 'string') return undefined;
  if (!isCount(done) || !isCount(total) || !isCount(beat)) return undefined;
  if (error !== undefined && typeof error !== 'string') return undefined;
  return { version, stage: known, done, total, sentence, beat, ...(error === undefined ? {} : { error }) };
}
