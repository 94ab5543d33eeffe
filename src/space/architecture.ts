import type { OperationId } from './operations/index.ts';

/** What the search proposes, as plain data (Zoph et al. 2018, section 3). Everything else is read off it. */

export type Combiner = 'add' | 'concat';

/** Index of a hidden state: 0 = h_i, 1 = h_{i-1}, b + 2 = the state that block b makes. */
export type StateIndex = number;

/** The five decisions of a block. */
export interface Block {
  readonly inputs: readonly [StateIndex, StateIndex];
  readonly operations: readonly [OperationId, OperationId];
  readonly combiner: Combiner;
}

export interface Cell {
  readonly blocks: readonly Block[];
  /** Hidden states concatenated into the cell's output, strictly rising; left out: every state that no block reads. */
  readonly output?: readonly StateIndex[];
}

export interface Architecture {
  readonly normal: Cell;
  readonly reduction: Cell;
}

export type CellKind = 'normal' | 'reduction';

/** A block while it is edited: null is what was not chosen yet. */
export interface BlockDraft {
  readonly inputs: readonly [StateIndex | null, StateIndex | null];
  readonly operations: readonly [OperationId | null, OperationId | null];
  readonly combiner: Combiner;
}

/** A cell while it is edited: it may have no blocks, or unfinished ones. Every cell is a draft, too. */
export interface CellDraft {
  readonly blocks: readonly BlockDraft[];
  readonly output?: readonly StateIndex[];
}

export interface DraftPair {
  readonly normal: CellDraft;
  readonly reduction: CellDraft;
}

export const COMBINERS = ['add', 'concat'] as const satisfies readonly Combiner[];
export const MAX_BLOCKS = 7;

/** States that no block of the cell reads, rising. */
export function unusedStates(cell: CellDraft): StateIndex[] {
  const { blocks } = cell;
  const states: StateIndex[] = [];
  for (let state = 0; state < blocks.length + 2; state++)
    if (!blocks.some(({ inputs }) => inputs[0] === state || inputs[1] === state)) states.push(state);
  return states;
}

/** The states that the cell's output concatenates, whether or not they are written out. */
export function outputStates(cell: CellDraft): readonly StateIndex[] {
  return cell.output ?? unusedStates(cell);
}

/** The same network with both outputs written out. */
export function withOutputs({ normal, reduction }: Architecture): Architecture {
  return {
    normal: { blocks: normal.blocks, output: outputStates(normal) },
    reduction: { blocks: reduction.blocks, output: outputStates(reduction) },
  };
}
