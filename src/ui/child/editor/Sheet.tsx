import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import './EditorView.css';
import './Sheet.css';

export interface SheetProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** From the foot of a phone, at most half as high: the cell above it stays in sight. */
export function Sheet({ onClose, children }: SheetProps): ReactElement {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside className="editor-side editor-sheet" aria-label={editorTexts.node.column} onKeyDown={onKeyDown}>
      <button
        type="button"
        className="icon-button sheet-close"
        aria-label={editorTexts.node.close}
        onClick={onClose}
      >
        <Icon sign="close" />
      </button>
      {children}
    </aside>
  );
}
