import type { OperationFamily } from '../../space/layers.ts';
import { type OperationId, operationOf } from '../../space/operations/index.ts';

const FAMILIES: readonly OperationFamily[] = ['identity', 'pool', 'convolution', 'dilated', 'separable'];

/** Convolutions of two crossed kernels come after those of one. */
const isCrossed = (id: OperationId): boolean => /\dx\d_\dx\d/.test(id);

/**
 * The rows of operations from the top: their indices in a run's list by family, then by kernel, so that what is alike stands
 * together whatever the list's order is.
 */
export function operationRows(operations: readonly OperationId[]): readonly number[] {
  const rank = (id: OperationId): readonly number[] => {
    const { family, extent } = operationOf(id);
    return [
      FAMILIES.indexOf(family === 'dilated' ? 'convolution' : family),
      id.startsWith('max') ? 1 : 0,
      isCrossed(id) ? 1 : 0,
      extent,
      family === 'dilated' ? 1 : 0,
    ];
  };
  return operations
    .map((id, index) => ({ index, rank: rank(id) }))
    .sort((a, b) => compared(a.rank, b.rank) || a.index - b.index)
    .map(({ index }) => index);
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
