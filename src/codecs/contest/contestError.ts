import { describeRerunError, type RerunError } from '../rerun/rerunError.ts';
import type { ShareFlaw } from '../shareError.ts';

/** Why a link to a contest opens nothing. */
export type ContestError =
  /** Not as it was when it was made. */
  | {
      readonly kind: 'damaged-contest';
      readonly flaw: Exclude<ShareFlaw, 'no-cells'> | 'misspelled' | 'too-long';
    }
  /** Made by a later version of the page. */
  | { readonly kind: 'newer-contest'; readonly format: number; readonly known: number }
  /** Intact, but its settings can't be read here. */
  | { readonly kind: 'contest-settings'; readonly error: RerunError };

const FLAWS: Readonly<Record<Extract<ContestError, { kind: 'damaged-contest' }>['flaw'], string>> = {
  'too-short': 'it is too short',
  character: 'it holds a character that no link has',
  checksum: 'its checksum does not match',
  misspelled: 'it is not spelled as such links are',
  'too-long': 'it is longer than any contest',
};

/** In a sentence or two, with the remedy. */
export function describeContestError(error: ContestError): string {
  switch (error.kind) {
    case 'damaged-contest':
      return `This link to a contest is damaged: ${FLAWS[error.flaw]}. Copy it again, whole, from where it came from.`;
    case 'newer-contest':
      return `This link to a contest is from a newer version of the playground (format ${error.format}, this page reads up to ${error.known}). Reload the page, or open the link where it was made.`;
    case 'contest-settings':
      return describeRerunError(error.error);
    default:
      return error satisfies never;
  }
}
