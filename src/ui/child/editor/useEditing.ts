import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CellNode } from '../../../drawings/cell/nodes.ts';
import type { Architecture, CellDraft, CellKind } from '../../../space/architecture.ts';
import { draftAt } from '../../../space/edit/history.ts';
import type { Edit } from '../../../space/edit.ts';
import { usePlayground } from '../../../store/context.ts';
import type { EditorState } from '../../../store/editor/editor.ts';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import { useEdits } from './useEdits.ts';

const FIRST: CellNode = { kind: 'tile', block: 0, slot: 0 };

export interface Editing {
  /** The chosen node of the cell that is drawn. */
  readonly node: CellNode;
  choose(node: CellNode): void;
  /** Gives a node the focus, once it is drawn. */
  focusOn(node: CellNode): void;
  readonly wanted: RefObject<CellNode | null>;
  readonly wishes: number;
  /** `focus`: where it goes then; to the node that was changed, or it stays. */
  act(edit: Edit | null, focus: 'node' | 'stays'): void;
  undo(): void;
  redo(): void;
  goTo(at: number): void;
  putIn(architecture: Architecture, name: string): void;
  /** What was done last, for who does not see it. */
  readonly spoken: string;
}

/** The chosen node, and all that can be done to the draft, with where the focus is after it. */
export function useEditing(editor: EditorState, kind: CellKind): Editing {
  const { history } = editor;
  const cell = draftAt(history)[kind];
  const opened = usePlayground((state) => state.editorNode);
  const { edit, undo, redo, goToChange, putIn } = useEdits();
  const [wish, setNode] = useState<CellNode>(opened ?? FIRST);
  const node = nodeIn(cell, wish);
  const wanted = useRef<CellNode | null>(opened);
  const [wishes, setWishes] = useState(0);
  const spoken = useSpoken(editor);

  const focusOn = (to: CellNode): void => {
    wanted.current = to;
    setNode(to);
    setWishes((count) => count + 1);
  };
  const hadFocus = useRef(false);
  const kept = (act: () => void): void => {
    hadFocus.current = document.activeElement?.closest('.editor') != null;
    act();
  };
  // What was pressed may be gone by what it did, a choice of a block that is undone too, and with it the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is gone by a change, if ever
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) focusOn(node);
    hadFocus.current = false;
  }, [history]);
  /** Its node may be gone once the cell is drawn. */
  const travel = (act: () => void): void => {
    const isAtNode = document.activeElement?.matches('.cell-node') ?? false;
    kept(act);
    if (isAtNode) focusOn(node);
  };
  return {
    node,
    choose: setNode,
    focusOn,
    wanted,
    wishes,
    act(wished, focus) {
      if (wished === null) return;
      kept(() => edit(wished));
      if (wished.kind === 'add-block') focusOn({ kind: 'tile', block: cell.blocks.length, slot: 0 });
      else if (wished.kind === 'delete-block') focusOn(beside(wished.block));
      else if (wished.kind === 'empty') focusOn({ kind: 'output' });
      else if (focus === 'node') focusOn(node);
    },
    undo: () => travel(undo),
    redo: () => travel(redo),
    goTo: goToChange,
    putIn: (architecture, name) => kept(() => putIn(architecture, name)),
    spoken,
  };
}

/** After a block is gone: the combiner of the one before it. */
const beside = (block: number): CellNode =>
  block > 0 ? { kind: 'combiner', block: block - 1 } : { kind: 'output' };

/** A chosen node may be gone by an undo or with another cell: then the last block stands for it, or the output. */
export function nodeIn({ blocks }: CellDraft, node: CellNode): CellNode {
  if (!('block' in node) || node.block < blocks.length) return node;
  return blocks.length === 0 ? { kind: 'output' } : { ...node, block: blocks.length - 1 };
}

/** In words what became of the draft. */
function useSpoken({ history }: EditorState): string {
  const before = useRef(history);
  const [text, setText] = useState('');
  useEffect(() => {
    const was = before.current;
    before.current = history;
    if (was === history || was.start !== history.start) return;
    const { steps, at } = history;
    const word = (index: number): string | null => {
      const step = steps[index];
      return step === undefined ? null : editorTexts.change(step.change);
    };
    const last = word(at - 1);
    const taken = word(at);
    if (was.steps === history.steps && at < was.at) setText(taken === null ? '' : editorTexts.undone(taken));
    else if (was.steps === history.steps) setText(last === null ? '' : editorTexts.redone(last));
    else setText(last === null ? '' : editorTexts.done(last));
  }, [history]);
  return text;
}
