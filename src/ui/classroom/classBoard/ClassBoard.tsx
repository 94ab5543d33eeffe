import { type ReactElement, Suspense, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { classBoardLinkTexts as texts } from '../../texts/classroom/classBoard/link.ts';
import type { ClassBoardViewProps } from './ClassBoardView.tsx';

const openView = loadedDialog<ClassBoardViewProps>(
  async () => (await import('./ClassBoardView.tsx')).ClassBoardView,
);

/** The class board, while it lies over the page. */
export function ClassBoard({ mode }: { readonly mode: Mode }): ReactElement | null {
  const isOpen = usePlayground(({ reading }) => reading?.view === 'board');
  return isOpen ? <Open mode={mode} /> : null;
}

function Open({ mode }: { readonly mode: Mode }): ReactElement {
  const close = usePlayground((state) => state.closeReading);
  const [before] = useState(() => document.activeElement);
  const View = openView();
  return (
    <Suspense>
      <View mode={mode} onClose={close} before={before} />
    </Suspense>
  );
}

/** Leads to it. */
export function ClassBoardLink({ className = 'link' }: { readonly className?: string }): ReactElement {
  const read = usePlayground((state) => state.read);
  return (
    <button
      type="button"
      className={className}
      {...tip(texts.linkSays)}
      onClick={() => read({ view: 'board' })}
    >
      {texts.link}
    </button>
  );
}
