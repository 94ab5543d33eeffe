import type { Architecture } from '../architecture.ts';
import type { OperationId } from '../operations/index.ts';

/** Share of an operation among all that an architecture applies, 0 to 1: a reward that takes no training. */
export function shareOf(operation: OperationId): (architecture: Architecture) => number {
  return ({ normal, reduction }) => {
    const all = [normal, reduction].flatMap(({ blocks }) => blocks.flatMap(({ operations }) => operations));
    return all.filter((one) => one === operation).length / all.length;
  };
}
