import { MAX_BLOCKS } from './architecture.ts';
import { OPERATION_IDS, type OperationId } from './operations/index.ts';

/** What a search may choose from. Both cells have `blocks` blocks. */
export interface SearchSpace {
  /** B, 1 to MAX_BLOCKS. */
  readonly blocks: number;
  readonly operations: readonly OperationId[];
}

/** The largest space that there is. */
export const WHOLE_SPACE: SearchSpace = { blocks: MAX_BLOCKS, operations: OPERATION_IDS };

/** Spellings of one cell: product over b of (b + 2)^2 |operations|^2 2 (outputs left out). */
export function cellCount({ blocks, operations }: SearchSpace): bigint {
  const operationPairs = BigInt(operations.length) ** 2n;
  let count = 1n;
  for (let block = 0; block < blocks; block++) count *= BigInt(block + 2) ** 2n * operationPairs * 2n;
  return count;
}

/** Spellings of a pair of cells. Fewer are different as graphs: see canonical.ts. */
export function architectureCount(space: SearchSpace): bigint {
  return cellCount(space) ** 2n;
}
