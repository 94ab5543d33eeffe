import type { DraftPair } from '../architecture.ts';
import type { OperationId } from '../operations/index.ts';
import { operationsAt, type SearchSpace } from '../searchSpace.ts';
import { isInSpace } from '../validity.ts';
import { wholeOf } from './draft.ts';

/** Operations of a draft that the space doesn't have where they stand, each once. */
export function operationsOutside(space: SearchSpace, draft: DraftPair): readonly OperationId[] {
  const whole = wholeOf(draft);
  if (whole !== null && isInSpace(space, whole)) return [];
  const outside = (['normal', 'reduction'] as const).flatMap((cell) =>
    draft[cell].blocks.flatMap(({ operations }, block) =>
      operations.filter((one) => one !== null && !operationsAt(space, cell, block).includes(one)),
    ),
  );
  return [...new Set(outside)].filter((one) => one !== null);
}
