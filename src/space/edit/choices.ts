import {
  type CellDraft,
  type CellKind,
  COMBINERS,
  type Combiner,
  type DraftPair,
  MAX_BLOCKS,
  outputStates,
  type StateIndex,
} from '../architecture.ts';
import { type Edit, forcedStates } from '../edit.ts';
import { OPERATION_IDS, type OperationId } from '../operations/index.ts';

/** What may be chosen at a node of a draft: only what is valid there. */

/** A node of a cell, as its drawing has them. */
export type DraftNode =
  | { readonly kind: 'input'; readonly state: StateIndex }
  | { readonly kind: 'tile'; readonly block: number; readonly slot: 0 | 1 }
  | { readonly kind: 'combiner'; readonly block: number }
  | { readonly kind: 'output' };

export interface Choice<Value> {
  readonly value: Value;
  /** It is what the draft has. */
  readonly isNow: boolean;
  readonly edit: Edit;
}

export interface OutputChoice {
  readonly state: StateIndex;
  readonly isIn: boolean;
  /** Takes it in or out; null of an unread block, which can't be left out, and of an empty cell. */
  readonly edit: Edit | null;
}

/** Empty or null where a node has no such choice. */
export interface NodeChoices {
  readonly operations: readonly Choice<OperationId>[];
  readonly inputs: readonly Choice<StateIndex>[];
  readonly combiners: readonly Choice<Combiner>[];
  readonly outputs: readonly OutputChoice[];
  /** Lets an output that was set by hand follow by itself again. */
  readonly follow: Edit | null;
  readonly addBlock: Edit | null;
  /** Of the node's block. */
  readonly deleteBlock: Edit | null;
}

/** A node that the draft does not have has no choices of its own. */
export function choicesAt(draft: DraftPair, cell: CellKind, node: DraftNode): NodeChoices {
  const own = draft[cell];
  const { blocks } = own;
  const block = 'block' in node ? blocks[node.block] : undefined;
  const at = 'block' in node && block !== undefined ? node.block : null;
  return {
    operations:
      node.kind !== 'tile' || block === undefined
        ? []
        : OPERATION_IDS.map((to) => ({
            value: to,
            isNow: block.operations[node.slot] === to,
            edit: { kind: 'operation', cell, block: node.block, slot: node.slot, to },
          })),
    inputs:
      node.kind !== 'tile' || block === undefined
        ? []
        : statesOf(node.block).map((to) => ({
            value: to,
            isNow: block.inputs[node.slot] === to,
            edit: { kind: 'input', cell, block: node.block, slot: node.slot, to },
          })),
    combiners:
      at === null || block === undefined
        ? []
        : COMBINERS.map((to) => ({
            value: to,
            isNow: block.combiner === to,
            edit: { kind: 'combiner', cell, block: at, to },
          })),
    outputs: outputChoices(own, cell),
    follow: own.output === undefined ? null : { kind: 'output', cell, to: null },
    addBlock: blocks.length < MAX_BLOCKS ? { kind: 'add-block', cell } : null,
    deleteBlock: at === null ? null : { kind: 'delete-block', cell, block: at },
  };
}

/** As they stand in a drawing: h_{i-1} left of h_i. */
const statesOf = (blocks: number): StateIndex[] => [1, 0, ...Array.from({ length: blocks }, (_, i) => i + 2)];

function outputChoices(own: CellDraft, cell: CellKind): OutputChoice[] {
  const now = outputStates(own);
  const forced = forcedStates(own);
  return statesOf(own.blocks.length).map((state): OutputChoice => {
    const isIn = now.includes(state);
    const to = isIn ? now.filter((one) => one !== state) : [...now, state].sort((a, b) => a - b);
    const isFixed = own.blocks.length === 0 || forced.includes(state);
    return { state, isIn, edit: isFixed ? null : { kind: 'output', cell, to } };
  });
}

/** Every node of a cell of so many blocks. */
export function draftNodes({ blocks }: CellDraft): DraftNode[] {
  return [
    { kind: 'input', state: 1 },
    { kind: 'input', state: 0 },
    ...blocks.flatMap((_, block): DraftNode[] => [
      { kind: 'tile', block, slot: 0 },
      { kind: 'tile', block, slot: 1 },
      { kind: 'combiner', block },
    ]),
    { kind: 'output' },
  ];
}
