import {
  type Architecture,
  type Block,
  type CellKind,
  COMBINERS,
  type Combiner,
  type StateIndex,
} from './architecture.ts';
import type { OperationId } from './operations/index.ts';

/** One decision in which two spellings differ, with both choices. */
export type Difference = { readonly cell: CellKind; readonly block: number; readonly slot: 0 | 1 } & (
  | { readonly kind: 'input'; readonly from: StateIndex; readonly to: StateIndex }
  | { readonly kind: 'operation'; readonly from: OperationId; readonly to: OperationId }
  | { readonly kind: 'combiner'; readonly from: Combiner; readonly to: Combiner }
);

/**
 * The decisions in which two architectures of equally many blocks differ as they are spelled, in the order in which they are
 * made; null where their blocks are not equally many. Outputs are left out: they follow from the inputs.
 */
export function differencesOf(before: Architecture, after: Architecture): readonly Difference[] | null {
  const found: Difference[] = [];
  for (const cell of ['normal', 'reduction'] as const) {
    const [from, to] = [before[cell].blocks, after[cell].blocks];
    if (from.length !== to.length) return null;
    for (const [block, was] of from.entries()) found.push(...blockDifferences(cell, block, was, to[block]!));
  }
  return found;
}

/** The decisions of one block. */
export function blockDifferences(cell: CellKind, block: number, was: Block, is: Block): Difference[] {
  const found: Difference[] = [];
  for (const slot of [0, 1] as const) {
    if (was.inputs[slot] === is.inputs[slot]) continue;
    found.push({ cell, block, slot, kind: 'input', from: was.inputs[slot], to: is.inputs[slot] });
  }
  for (const slot of [0, 1] as const) {
    const [one, other] = [was.operations[slot], is.operations[slot]];
    if (one !== other) found.push({ cell, block, slot, kind: 'operation', from: one, to: other });
  }
  const [one, other] = [was.combiner, is.combiner];
  if (one !== other) found.push({ cell, block, slot: 0, kind: 'combiner', from: one, to: other });
  return found;
}

/** Index of the choice that an architecture made at a place; negative where these operations do not have it. */
export function choiceAt(
  architecture: Architecture,
  { cell, block, slot, kind }: Pick<Difference, 'cell' | 'block' | 'slot' | 'kind'>,
  operations: readonly OperationId[],
): number {
  const made = architecture[cell].blocks[block];
  if (made === undefined) return -1;
  switch (kind) {
    case 'input':
      return made.inputs[slot];
    case 'operation':
      return operations.indexOf(made.operations[slot]);
    case 'combiner':
      return COMBINERS.indexOf(made.combiner);
    default:
      return kind satisfies never;
  }
}
