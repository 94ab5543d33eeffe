import { type CellKind, outputStates, type StateIndex } from '../architecture.ts';
import type { DraftNode } from './choices.ts';
import { draftAt, type History, originsAt } from './history.ts';

/**
 * The nodes of a cell that are not what they were at the start. A block that moved down because one before it was deleted
 * is the same; the output counts where it was set by hand, as it follows by itself otherwise.
 */
export function changedNodes(history: History, kind: CellKind): DraftNode[] {
  const now = draftAt(history)[kind];
  const was = history.start[kind];
  const origins = originsAt(history)[kind];
  const originally = (state: StateIndex | null): StateIndex | null => {
    if (state === null || state < 2) return state;
    const origin = origins[state - 2] ?? null;
    return origin === null ? NEW_STATE : origin + 2;
  };
  const nodes: DraftNode[] = [];
  for (const [block, own] of now.blocks.entries()) {
    const origin = origins[block] ?? null;
    const before = origin === null ? undefined : was.blocks[origin];
    for (const slot of [0, 1] as const) {
      const isSame =
        before !== undefined &&
        own.operations[slot] === before.operations[slot] &&
        originally(own.inputs[slot]) === before.inputs[slot];
      if (!isSame) nodes.push({ kind: 'tile', block, slot });
    }
    if (own.combiner !== before?.combiner) nodes.push({ kind: 'combiner', block });
  }
  const isByHand = now.output !== undefined || was.output !== undefined;
  if (isByHand && outputStates(now).map(originally).join() !== outputStates(was).join())
    nodes.push({ kind: 'output' });
  return nodes;
}

/** No state of the start has it. */
const NEW_STATE: StateIndex = -1;
