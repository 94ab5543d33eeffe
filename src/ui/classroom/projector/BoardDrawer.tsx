import { type ReactElement, useEffect, useRef } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { Leaderboard } from '../../search/board/Leaderboard.tsx';
import { projectorTexts } from '../../texts/classroom/projector.ts';
import './BoardDrawer.css';

/** The leaderboard over a projected page; Escape, a press beside it or the choice of a child closes it. */
export function BoardDrawer({ onClose }: { readonly onClose: () => void }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className="board-drawer"
      aria-label={projectorTexts.board}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className="board-drawer-content">
        <button
          type="button"
          className="icon-button board-drawer-close"
          aria-label={projectorTexts.closeBoard}
          onClick={close}
        >
          <Icon sign="close" />
        </button>
        <Leaderboard onShow={close} />
      </div>
    </dialog>
  );
}
