import type { ReactNode } from 'react';
import { operationWords, stateWords } from '../../../drawings/cell/sentences.ts';
import { COMBINERS } from '../../../space/architecture.ts';
import type { OperationId } from '../../../space/operations/index.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { State } from '../../child/cells/State.tsx';
import { NONE } from '../../format.ts';

export interface ChoiceProps {
  readonly kind: Decision['kind'];
  readonly choice: number;
  readonly operations: readonly OperationId[];
}

/** What a choice of a decision stands for. */
export function Choice({ kind, choice, operations }: ChoiceProps): ReactNode {
  return kind === 'input' ? <State index={choice} /> : choiceWords(kind, choice, operations);
}

/** The same as words. */
export function choiceWords(
  kind: ChoiceProps['kind'],
  choice: number,
  operations: readonly OperationId[],
): string {
  switch (kind) {
    case 'input':
      return stateWords(choice);
    case 'operation': {
      const operation = operations[choice];
      return operation === undefined ? NONE : operationWords(operation);
    }
    case 'combiner':
      return COMBINERS[choice] ?? NONE;
    default:
      return kind satisfies never;
  }
}
