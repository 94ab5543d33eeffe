import type { CellKind, DraftPair } from '../architecture.ts';
import { type Edit, edited } from '../edit.ts';
import { type Change, draftAt, type History, type Origins, originsAt, type Step } from './history.ts';

/** With one more step, which takes the place of what was undone; null where the edit is none there. */
export function withEdit(history: History, edit: Edit): History | null {
  const before = draftAt(history);
  const draft = edited(before, edit);
  if (draft === null) return null;
  const step: Step = { change: changeOf(before, edit), draft, origins: originsAfter(history, draft, edit) };
  const steps = [...history.steps.slice(0, history.at), step];
  return { ...history, steps, at: steps.length };
}

function changeOf(draft: DraftPair, edit: Edit): Change {
  switch (edit.kind) {
    case 'empty':
      return edit;
    case 'put-in':
      return { kind: 'put-in', name: edit.name };
    case 'output':
      return { kind: 'output', cell: edit.cell, to: edit.to };
    case 'add-block':
      return { ...edit, block: draft[edit.cell].blocks.length };
    case 'delete-block': {
      const { blocks } = draft[edit.cell];
      const state = edit.block + 2;
      const readers = blocks.flatMap(({ inputs }) => inputs).filter((input) => input === state).length;
      return { ...edit, readers };
    }
    default:
      return blockChange(draft, edit);
  }
}

function blockChange(
  draft: DraftPair,
  edit: Extract<Edit, { kind: 'operation' | 'input' | 'combiner' }>,
): Change {
  const { cell, block } = edit;
  const was = draft[cell].blocks[block]!;
  switch (edit.kind) {
    case 'operation':
      return { kind: 'operation', cell, block, from: was.operations[edit.slot], to: edit.to };
    case 'input':
      return { kind: 'input', cell, block, from: was.inputs[edit.slot], to: edit.to };
    case 'combiner':
      return { kind: 'combiner', cell, block, from: was.combiner, to: edit.to };
    default:
      return edit satisfies never;
  }
}

/** Of another pair block by block, by their numbers. */
function originsAfter(history: History, draft: DraftPair, edit: Edit): Origins {
  const before = originsAt(history);
  const { start } = history;
  const byNumber = (kind: CellKind): (number | null)[] =>
    draft[kind].blocks.map((_, block) => (block < start[kind].blocks.length ? block : null));
  switch (edit.kind) {
    case 'add-block':
      return { ...before, [edit.cell]: [...before[edit.cell], null] };
    case 'delete-block':
      return { ...before, [edit.cell]: before[edit.cell].toSpliced(edit.block, 1) };
    case 'empty':
    case 'put-in':
      return { normal: byNumber('normal'), reduction: byNumber('reduction') };
    default:
      return before;
  }
}
