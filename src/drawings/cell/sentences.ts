import { type CellDraft, outputStates, type StateIndex } from '../../space/architecture.ts';
import { type OperationId, operationOf } from '../../space/operations/index.ts';
import type { CellNode } from './nodes.ts';

/** What a screen reader says of a node: one sentence. */

const ORDINALS = ['first', 'second'] as const;

export const stateWords = (state: StateIndex | null): string =>
  state === null ? 'no state yet' : state === 0 ? 'h i' : state === 1 ? 'h i−1' : `state ${state}`;

export const operationWords = (operation: OperationId | null): string =>
  operation === null ? 'no operation yet' : operationOf(operation).label.join(' ');

export function sentenceOf(cell: CellDraft, node: CellNode): string {
  switch (node.kind) {
    case 'input':
      return inputSentence(cell, node.state);
    case 'tile': {
      const { operations, inputs, combiner } = cell.blocks[node.block]!;
      const what = `${operationWords(operations[node.slot])} on ${stateWords(inputs[node.slot])}`;
      return `${what}, ${ORDINALS[node.slot]} operation of the block that makes state ${node.block + 2}, ${combiner}`;
    }
    case 'combiner':
      return combinerSentence(cell, node.block);
    case 'output':
      return `output: ${listed(outputStates(cell).map(stateWords))}, concatenated in this order`;
    default:
      return node satisfies never;
  }
}

function inputSentence(cell: CellDraft, state: StateIndex): string {
  const origin = state === 0 ? 'output of the cell before' : 'output of the cell before that';
  const readers = cell.blocks.flatMap(({ inputs }) => inputs).filter((input) => input === state).length;
  const read =
    readers === 0 ? 'read by no operation' : `read by ${readers} operation${readers > 1 ? 's' : ''}`;
  return `${stateWords(state)}, ${origin}, ${read}`;
}

function combinerSentence(cell: CellDraft, block: number): string {
  const { operations, inputs, combiner } = cell.blocks[block]!;
  const [first, second] = operations.map(
    (id, slot) => `${operationWords(id)} on ${stateWords(inputs[slot] ?? null)}`,
  );
  return combiner === 'add'
    ? `add: state ${block + 2} is the sum of ${first} and ${second}`
    : `concat: state ${block + 2} is the channels of ${first}, then those of ${second}`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
