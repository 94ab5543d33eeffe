import { type Block, type CellKind, COMBINERS, MAX_BLOCKS } from './architecture.ts';
import { OPERATION_IDS, type OperationId } from './operations/index.ts';

/** What a search may choose from. Both cells have `blocks` blocks. */
export interface SearchSpace {
  /** B, 1 to MAX_BLOCKS. */
  readonly blocks: number;
  readonly operations: readonly OperationId[];
  /** What is decided in advance; left out: nothing. */
  readonly fixed?: FixedCells;
}

/**
 * Parts of the cells that no search decides, block after block; a block beyond the end of a list is open. Fixed
 * operations need not be among the space's.
 */
export type FixedCells = Readonly<Partial<Record<CellKind, readonly FixedBlock[]>>>;

export type FixedBlock = Readonly<Partial<Block>>;

/** The largest space that there is: with operations beyond the paper's. */
export const WHOLE_SPACE: SearchSpace = { blocks: MAX_BLOCKS, operations: OPERATION_IDS };

const OPEN: FixedBlock = {};

/** What of a block is decided in advance. */
export function fixedBlock({ fixed }: SearchSpace, cell: CellKind, block: number): FixedBlock {
  return fixed?.[cell]?.[block] ?? OPEN;
}

/** What may stand in a block: of fixed operations, which need not be among the space's, those alone. */
export const operationsAt = (space: SearchSpace, cell: CellKind, block: number): readonly OperationId[] =>
  fixedBlock(space, cell, block).operations ?? space.operations;

/**
 * One decision that a space leaves open. The five of a block are in the order of NASNet, section 3: first input, second
 * input, operation on the first, operation on the second, combiner.
 */
export interface OpenDecision {
  readonly cell: CellKind;
  readonly block: number;
  /** First or second operand; 0 for the combiner. */
  readonly slot: 0 | 1;
  readonly kind: 'input' | 'operation' | 'combiner';
  /** How many choices it has here. */
  readonly choices: number;
}

/** Every open decision, the normal cell's blocks first: 2 x 5B where nothing is fixed. */
export function openDecisions(space: SearchSpace): OpenDecision[] {
  const decisions: OpenDecision[] = [];
  for (const cell of ['normal', 'reduction'] as const) {
    for (let block = 0; block < space.blocks; block++) {
      const { inputs, operations, combiner } = fixedBlock(space, cell, block);
      const add = (kind: OpenDecision['kind'], slot: 0 | 1, choices: number): void =>
        void decisions.push({ cell, block, slot, kind, choices });
      if (inputs === undefined) for (const slot of [0, 1] as const) add('input', slot, block + 2);
      if (operations === undefined) {
        for (const slot of [0, 1] as const) add('operation', slot, space.operations.length);
      }
      if (combiner === undefined) add('combiner', 0, COMBINERS.length);
    }
  }
  return decisions;
}

/** Spellings of one cell: product over b of (b + 2)^2 |operations|^2 2 where nothing is fixed (outputs left out). */
export function cellCount(space: SearchSpace, cell: CellKind = 'normal'): bigint {
  return openDecisions(space)
    .filter((decision) => decision.cell === cell)
    .reduce((count, { choices }) => count * BigInt(choices), 1n);
}

/** Spellings of a pair of cells. Fewer are different as graphs: see canonical.ts. */
export function architectureCount(space: SearchSpace): bigint {
  return cellCount(space, 'normal') * cellCount(space, 'reduction');
}
