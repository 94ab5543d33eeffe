import type { CellDraft, CellKind, Combiner, DraftPair, StateIndex } from '../architecture.ts';
import type { OperationId } from '../operations/index.ts';

/** What was changed, in the order in which it was: every place of the list can be gone back to, and on again. */

export type Change =
  | {
      readonly kind: 'operation';
      readonly cell: CellKind;
      readonly block: number;
      readonly from: OperationId | null;
      readonly to: OperationId;
    }
  | {
      readonly kind: 'input';
      readonly cell: CellKind;
      readonly block: number;
      readonly from: StateIndex | null;
      readonly to: StateIndex;
    }
  | {
      readonly kind: 'combiner';
      readonly cell: CellKind;
      readonly block: number;
      readonly from: Combiner;
      readonly to: Combiner;
    }
  | { readonly kind: 'add-block'; readonly cell: CellKind; readonly block: number }
  /** `readers`: operations that read it, and read h_i since. */
  | {
      readonly kind: 'delete-block';
      readonly cell: CellKind;
      readonly block: number;
      readonly readers: number;
    }
  | { readonly kind: 'output'; readonly cell: CellKind; readonly to: readonly StateIndex[] | null }
  | { readonly kind: 'empty' }
  | { readonly kind: 'put-in'; readonly name: string };

/** Which block of the cells at the start each block comes from; null: it was added since. */
export type Origins = Readonly<Record<CellKind, readonly (number | null)[]>>;

export interface Step {
  readonly change: Change;
  readonly draft: DraftPair;
  readonly origins: Origins;
}

export interface History {
  readonly start: DraftPair;
  readonly steps: readonly Step[];
  /** How many of them are done; those behind can be done again. */
  readonly at: number;
}

export const beginHistory = (start: DraftPair): History => ({ start, steps: [], at: 0 });

export const draftAt = ({ start, steps, at }: History): DraftPair => steps[at - 1]?.draft ?? start;

export function originsAt({ start, steps, at }: History): Origins {
  const step = steps[at - 1];
  return step?.origins ?? { normal: ownBlocks(start.normal), reduction: ownBlocks(start.reduction) };
}

const ownBlocks = ({ blocks }: CellDraft): readonly number[] => [...blocks.keys()];

/** At a place of its list, 0 being the start; the same history where there is no such place. */
export const goneTo = (history: History, at: number): History =>
  Number.isInteger(at) && at >= 0 && at <= history.steps.length && at !== history.at
    ? { ...history, at }
    : history;

export const undone = (history: History): History => goneTo(history, history.at - 1);
export const redone = (history: History): History => goneTo(history, history.at + 1);
