import { operationRows } from '../../../drawings/controller/rows.ts';
import type { OperationId } from '../../../space/operations/index.ts';
import type { Decision } from '../../../strategies/strategy.ts';

/** The choices of a decision in the order of the score's rows. */
export function choicesInOrder(
  { kind, probabilities }: Pick<Decision, 'kind' | 'probabilities'>,
  operations: readonly OperationId[],
): readonly number[] {
  return kind === 'operation' ? operationRows(operations) : probabilities.map((_, choice) => choice);
}
