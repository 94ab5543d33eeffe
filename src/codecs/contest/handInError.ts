import { describeShareError, type ShareError } from '../shareError.ts';

export type HandInPart = 'by' | 'claim' | 'seed' | 'contest' | 'sum';

/** Why a text is no hand-in that a board can take. */
export type HandInError =
  /** `isPair`: a link to a pair of cells, or its code, without a claim. */
  | { readonly kind: 'no-hand-in'; readonly isPair: boolean }
  /** Parts are missing, as where a link lost its end. */
  | { readonly kind: 'cut-off'; readonly missing: readonly HandInPart[] }
  /** Its sum doesn't match what it says. */
  | { readonly kind: 'changed' }
  /** Intact, made by a later version of the page. */
  | { readonly kind: 'newer-hand-in'; readonly format: number; readonly known: number }
  /** Intact, but its cells can't be read here. */
  | { readonly kind: 'hand-in-cells'; readonly error: ShareError }
  /** Intact, but its name, claim, seed or contest is none that can be. */
  | { readonly kind: 'hand-in-values' };

const CALLED: Readonly<Record<HandInPart, string>> = {
  by: 'the name',
  claim: 'the accuracy',
  seed: 'the seed',
  contest: 'the contest',
  sum: 'the end',
};

/** In a sentence or two, with what to ask for. */
export function describeHandInError(error: HandInError): string {
  switch (error.kind) {
    case 'no-hand-in':
      return error.isPair
        ? 'This is a pair of cells, but it is not handed in: it claims no accuracy. Ask for the link that Hand in gives.'
        : 'This is no hand-in. Ask for the link that Hand in gives, whole.';
    case 'cut-off':
      return `This hand-in is cut off: ${listed(error.missing.map((part) => CALLED[part]))} is missing. Ask for the whole link.`;
    case 'changed':
      return 'This hand-in was changed on its way: its sum does not match. Ask for the link once more, copied and not typed.';
    case 'newer-hand-in':
      return `This hand-in is from a newer version of the playground (format ${error.format}, this page reads up to ${error.known}). Reload the page.`;
    case 'hand-in-cells':
      return describeShareError(error.error);
    case 'hand-in-values':
      return 'This hand-in is intact, but says what no hand-in can. Ask for the link that Hand in gives.';
    default:
      return error satisfies never;
  }
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? CALLED.sum : names.length === 1 ? (names[0] as string) : 'more than one part';
