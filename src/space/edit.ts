import {
  type Architecture,
  type BlockDraft,
  type CellDraft,
  type CellKind,
  COMBINERS,
  type Combiner,
  type DraftPair,
  MAX_BLOCKS,
  type StateIndex,
  unusedStates,
} from './architecture.ts';
import { EMPTY_BLOCK, EMPTY_PAIR, sameCell, samePair } from './edit/draft.ts';
import { OPERATION_IDS, type OperationId } from './operations/index.ts';
import { validateArchitecture } from './validity.ts';

/**
 * Changes to a pair of cells by hand, pure: what an edit gives is valid as far as it is finished. What may be chosen
 * where is enumerated in edit/choices.ts, and how to go back in edit/history.ts.
 */

export type Edit =
  | {
      readonly kind: 'operation';
      readonly cell: CellKind;
      readonly block: number;
      readonly slot: 0 | 1;
      readonly to: OperationId;
    }
  | {
      readonly kind: 'input';
      readonly cell: CellKind;
      readonly block: number;
      readonly slot: 0 | 1;
      readonly to: StateIndex;
    }
  | { readonly kind: 'combiner'; readonly cell: CellKind; readonly block: number; readonly to: Combiner }
  | { readonly kind: 'add-block'; readonly cell: CellKind }
  | { readonly kind: 'delete-block'; readonly cell: CellKind; readonly block: number }
  /** Null: the output follows by itself. */
  | { readonly kind: 'output'; readonly cell: CellKind; readonly to: readonly StateIndex[] | null }
  /** Takes all blocks from both cells. */
  | { readonly kind: 'empty' }
  /** `name`: what the pair is called where changes are told. */
  | { readonly kind: 'put-in'; readonly architecture: Architecture; readonly name: string };

/** The state that readers of a deleted block read instead: h_i. */
export const FALL_BACK: StateIndex = 0;

/** The draft after an edit; null where it changes nothing or is not valid there. */
export function edited(draft: DraftPair, edit: Edit): DraftPair | null {
  if (edit.kind === 'empty') return isEmpty(draft.normal) && isEmpty(draft.reduction) ? null : EMPTY_PAIR;
  if (edit.kind === 'put-in') {
    const { architecture } = edit;
    return !samePair(draft, architecture) && validateArchitecture(architecture).ok ? architecture : null;
  }
  const before = draft[edit.cell];
  const after = editedCell(before, edit);
  return after === null || sameCell(before, after) ? null : { ...draft, [edit.cell]: after };
}

type CellEdit = Exclude<Edit, { kind: 'empty' | 'put-in' }>;

function editedCell(cell: CellDraft, edit: CellEdit): CellDraft | null {
  const { blocks } = cell;
  switch (edit.kind) {
    case 'add-block':
      return blocks.length < MAX_BLOCKS ? withForced({ ...cell, blocks: [...blocks, EMPTY_BLOCK] }) : null;
    case 'output':
      return withOutput(cell, edit.to);
    default: {
      const block = blocks[edit.block];
      if (block === undefined) return null;
      if (edit.kind === 'delete-block') return withoutBlock(cell, edit.block);
      const other = editedBlock(block, edit);
      return other && withForced({ ...cell, blocks: blocks.with(edit.block, other) });
    }
  }
}

type BlockEdit = Extract<Edit, { kind: 'operation' | 'input' | 'combiner' }>;

function editedBlock(block: BlockDraft, edit: BlockEdit): BlockDraft | null {
  switch (edit.kind) {
    case 'operation': {
      const operations = replaced(block.operations, edit.slot, edit.to);
      return OPERATION_IDS.includes(edit.to) ? { ...block, operations } : null;
    }
    case 'input': {
      const inputs = replaced(block.inputs, edit.slot, edit.to);
      return isState(edit.to, edit.block) ? { ...block, inputs } : null;
    }
    case 'combiner':
      return COMBINERS.includes(edit.to) ? { ...block, combiner: edit.to } : null;
    default:
      return edit satisfies never;
  }
}

/** Whether a cell of so many blocks has the state. */
const isState = (state: StateIndex, blocks: number): boolean =>
  Number.isInteger(state) && state >= 0 && state < blocks + 2;

const replaced = <Item>(
  [first, second]: readonly [Item, Item],
  slot: 0 | 1,
  item: Item,
): readonly [Item, Item] => (slot === 0 ? [item, second] : [first, item]);

/** States of blocks that nobody reads: no output leaves them out. */
export const forcedStates = (cell: CellDraft): StateIndex[] =>
  unusedStates(cell).filter((state) => state >= 2);

function withOutput(cell: CellDraft, output: readonly StateIndex[] | null): CellDraft | null {
  const { blocks } = cell;
  if (output === null) return { blocks };
  const isRising = output.every((state, i) => i === 0 || state > output[i - 1]!);
  const areStates = output.every((state) => isState(state, blocks.length));
  const hasForced = forcedStates(cell).every((state) => output.includes(state));
  return blocks.length > 0 && isRising && areStates && hasForced ? { blocks, output } : null;
}

/** What was set by hand, and what it has to hold by now. */
function withForced({ blocks, output }: CellDraft): CellDraft {
  if (output === undefined || blocks.length === 0) return { blocks };
  const states = new Set([...output, ...forcedStates({ blocks })]);
  return { blocks, output: [...states].sort((a, b) => a - b) };
}

/** Its readers read h_i, and later states move down by one. */
function withoutBlock({ blocks, output }: CellDraft, block: number): CellDraft {
  const gone = block + 2;
  const moved = (state: StateIndex): StateIndex => (state > gone ? state - 1 : state);
  const read = (state: StateIndex | null): StateIndex | null =>
    state === null ? null : state === gone ? FALL_BACK : moved(state);
  const left = blocks
    .toSpliced(block, 1)
    .map(({ inputs, ...rest }): BlockDraft => ({ ...rest, inputs: [read(inputs[0]), read(inputs[1])] }));
  return withForced({
    blocks: left,
    ...(output && { output: output.filter((state) => state !== gone).map(moved) }),
  });
}

const isEmpty = ({ blocks }: CellDraft): boolean => blocks.length === 0;
