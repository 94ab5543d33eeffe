import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import type { Architecture, DraftPair } from '../../../space/architecture.ts';
import { draftAt, redone, undone } from '../../../space/edit/history.ts';
import type { EditorState } from '../../../store/editor/editor.ts';
import { HandIn } from '../../classroom/contest/HandIn.tsx';
import type { Handing } from '../../classroom/contest/useHandIn.ts';
import { tip } from '../../parts/tips/tip.ts';
import { PanelFacts } from '../../search/panels/facts.tsx';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import { TrainIt } from '../made/TrainIt.tsx';
import { pointing } from './pointing.ts';
import './EditorBar.css';

export interface EditorBarProps {
  readonly editor: EditorState;
  /** Null while it is not whole. */
  readonly architecture: Architecture | null;
  /** Where a contest is open. */
  readonly handing: Handing | null;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** Is set to what trains the pair. */
  readonly train: RefObject<() => void>;
  /** What undo or redo would lead to. */
  readonly onPoint: (draft: DraftPair | null) => void;
  /** Another child is what is shown. */
  readonly onShow: (() => void) | undefined;
}

/** Beside the tabs: undo, redo, and the training of the pair. */
export function EditorBar(props: EditorBarProps): ReactElement {
  const { editor, architecture, handing, onUndo, onRedo, train, onPoint, onShow } = props;
  const { history } = editor;
  const { steps, at } = history;
  const word = (index: number): string | null => {
    const step = steps[index];
    return step === undefined ? null : editorTexts.change(step.change);
  };
  const [last, next] = [word(at - 1), word(at)];
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    train.current = () => place.current?.querySelector<HTMLElement>('.train-button')?.click();
  }, [train]);
  return (
    <PanelFacts>
      <button
        type="button"
        className="button"
        aria-disabled={last === null || undefined}
        {...tip(editorTexts.undoSays(last))}
        {...pointing(last === null ? null : draftAt(undone(history)), onPoint)}
        onClick={onUndo}
      >
        {editorTexts.undo}
      </button>
      <button
        type="button"
        className="button editor-redo"
        aria-disabled={next === null || undefined}
        {...tip(editorTexts.redoSays(next))}
        {...pointing(next === null ? null : draftAt(redone(history)), onPoint)}
        onClick={onRedo}
      >
        {editorTexts.redo}
      </button>
      <div ref={place} className="editor-train">
        <TrainIt architecture={architecture} onShow={onShow} />
      </div>
      {handing !== null && <HandIn {...handing} />}
    </PanelFacts>
  );
}
