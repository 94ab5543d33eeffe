import type { Architecture, BlockDraft, Cell, CellDraft, DraftPair } from '../architecture.ts';

/** A pair of cells that may be unfinished. */

export const EMPTY_BLOCK: BlockDraft = { inputs: [null, null], operations: [null, null], combiner: 'add' };
export const EMPTY_PAIR: DraftPair = { normal: { blocks: [] }, reduction: { blocks: [] } };

/** The architecture that a draft is; null while a cell is empty or a block unfinished. */
export function wholeOf(draft: DraftPair): Architecture | null {
  return isWholePair(draft) ? draft : null;
}

const isWholePair = (draft: DraftPair): draft is Architecture =>
  isWhole(draft.normal) && isWhole(draft.reduction);

const isWhole = (cell: CellDraft): cell is Cell =>
  cell.blocks.length > 0 &&
  cell.blocks.every(({ inputs, operations }) => [...inputs, ...operations].every((one) => one !== null));

/** What is missing before a cell is whole: counts of what was not chosen yet; null of a whole one. */
export function missingIn({ blocks }: CellDraft): Missing | null {
  if (blocks.length === 0) return { kind: 'empty' };
  const count = (values: readonly unknown[]): number => values.filter((value) => value === null).length;
  const operations = blocks.reduce((sum, block) => sum + count(block.operations), 0);
  const inputs = blocks.reduce((sum, block) => sum + count(block.inputs), 0);
  return operations + inputs === 0 ? null : { kind: 'unfinished', operations, inputs };
}

export type Missing =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unfinished'; readonly operations: number; readonly inputs: number };

export const samePair = (one: DraftPair, other: DraftPair): boolean =>
  sameCell(one.normal, other.normal) && sameCell(one.reduction, other.reduction);

export function sameCell(one: CellDraft, other: CellDraft): boolean {
  const isSameOutput = one.output?.join() === other.output?.join();
  return (
    isSameOutput &&
    one.blocks.length === other.blocks.length &&
    one.blocks.every((block, index) => sameBlock(block, other.blocks[index]!))
  );
}

const sameBlock = (one: BlockDraft, other: BlockDraft): boolean =>
  one.combiner === other.combiner &&
  [0, 1].every(
    (slot) => one.inputs[slot] === other.inputs[slot] && one.operations[slot] === other.operations[slot],
  );
