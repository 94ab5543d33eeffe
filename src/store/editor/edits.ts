import type { Architecture, DraftPair } from '../../space/architecture.ts';
import { wholeOf } from '../../space/edit/draft.ts';
import { draftAt, goneTo, type History, redone, undone } from '../../space/edit/history.ts';
import { withEdit } from '../../space/edit/step.ts';
import { type Edit, edited } from '../../space/edit.ts';
import type { EditLimits, EditorSlice } from './editor.ts';

/** All that can be done to the pair that is edited; nothing where none is. */
export interface Edits {
  /** Nothing where it is not valid, or limited. */
  edit(edit: Edit): void;
  undo(): void;
  redo(): void;
  /** To a place in the list of changes, 0 being the start. */
  goToChange(at: number): void;
  /** A whole pair in the place of both cells, as one edit. `name`: what it is called in the list of changes. */
  putIn(architecture: Architecture, name: string): void;
}

interface EditorStore {
  getState(): Pick<EditorSlice, 'editor' | 'editLimits'>;
  setState(patch: Pick<EditorSlice, 'editor'>): void;
}

export function editsOf({ getState, setState }: EditorStore): Edits {
  const change = (to: (history: History) => History | null): void => {
    const { editor } = getState();
    const history = editor && to(editor.history);
    if (!editor || !history || history === editor.history) return;
    setState({ editor: { ...editor, history, whole: wholeOf(draftAt(history)) ?? editor.whole } });
  };
  const edit = (one: Edit): void =>
    change((history) =>
      isLimited(draftAt(history), one, getState().editLimits) === null ? withEdit(history, one) : null,
    );
  return {
    edit,
    undo: () => change(undone),
    redo: () => change(redone),
    goToChange: (at) => change((history) => goneTo(history, at)),
    putIn: (architecture, name) => edit({ kind: 'put-in', architecture, name }),
  };
}

/** Why an edit is off; null where it is not. */
export function isLimited(draft: DraftPair, edit: Edit, limits: EditLimits | null): string | null {
  if (limits === null) return null;
  const after = edited(draft, edit);
  return after === null ? null : limits(edit, after);
}
