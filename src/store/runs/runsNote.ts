/** What came of the last thing that was done in the list of runs. */
export type RunsNote =
  | {
      readonly ok: false;
      /** `elsewhere`: another tab has it in progress. `busy`: a search runs here. `gone`: it is in no storage any more. */
      readonly kind: 'elsewhere' | 'busy' | 'gone' | 'no-name' | 'no-checkpoint';
    }
  /** `why`: the storage's own sentence. */
  | { readonly ok: false; readonly kind: 'unreadable' | 'not-deleted'; readonly why: string }
  /** `why`: what is wrong with the file, as a sentence. */
  | { readonly ok: false; readonly kind: 'not-taken'; readonly file: string; readonly why: string }
  | {
      readonly ok: true;
      readonly kind: 'taken';
      readonly file: string;
      /** Of the run, here. */
      readonly name: string;
      /** What its next children would have needed and a file does not hold. */
      readonly lacks: readonly ('checkpoint' | 'shared' | 'paused')[];
    };
