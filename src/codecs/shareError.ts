/** Why a share code cannot be opened. */
export type ShareError =
  /** Not as it was when it was made. */
  | { readonly kind: 'damaged'; readonly flaw: ShareFlaw }
  /** Made by a later version of the page: in a format that is not known here, or with an operation that is not. */
  | { readonly kind: 'newer'; readonly format: number | null; readonly known: number }
  /** Intact, but no architecture of the search space. */
  | { readonly kind: 'outside'; readonly flaw: 'too-long' | 'misspelled' }
  /** The same; `rule` is the clause of the rule that it breaks, naming cell and block. */
  | { readonly kind: 'outside'; readonly flaw: 'invalid'; readonly rule: string };

export type ShareFlaw = 'too-short' | 'character' | 'checksum' | 'no-cells';

const FLAWS: Readonly<Record<ShareFlaw | 'too-long' | 'misspelled', string>> = {
  'too-short': 'it is too short',
  character: 'it holds a character that no code has',
  checksum: 'its checksum does not match',
  'no-cells': 'it has no part "#c=" that holds a pair of cells',
  'too-long': 'it is longer than any pair of cells',
  misspelled: 'it is not spelled as codes are',
};

/** In a sentence or two, with the remedy: the words of the page and of the commands. */
export function describeShareError(error: ShareError): string {
  switch (error.kind) {
    case 'damaged':
      return `This share code is damaged: ${FLAWS[error.flaw]}. Copy it again, whole, from where it came from.`;
    case 'newer': {
      const { format, known } = error;
      const what =
        format === null
          ? 'an operation that this page does not have'
          : `format ${format}, this page reads up to ${known}`;
      return `This share code is from a newer version of the playground (${what}). Reload the page, or open the link where it was made.`;
    }
    case 'outside': {
      const why = error.flaw === 'invalid' ? error.rule : FLAWS[error.flaw];
      return `This share code holds no architecture of the search space: ${why}. Ask for a new one where it came from.`;
    }
    default:
      return error satisfies never;
  }
}
