import { object, oneOf, readWith, text, whole } from '../../base/fields.ts';

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

const fields = object<PreparationProgress>(
  {
    version: oneOf([1]),
    stage: oneOf(stages),
    done: whole(),
    total: whole(),
    sentence: text(),
    error: text(),
    beat: whole(),
  },
  ['error'],
  { others: 'ignored' },
);

/** The progress that a parsed file holds, or nothing where it is no such thing. */
export function readPreparation(value: unknown): PreparationProgress | undefined {
  const read = readWith(fields, value);
  return read.ok ? read.value : undefined;
}
