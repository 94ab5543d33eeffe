import { type ComponentType, type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { usePlayground } from '../../../store/context.ts';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import { besideFrame } from '../../parts/tips/besideFrame.ts';
import { tip } from '../../parts/tips/tip.ts';
import { boardTexts } from '../../texts/search/board.ts';
import type { RecordedDialogProps } from './RecordedDialog.tsx';

const openRecordedDialog = loadedDialog<RecordedDialogProps>(
  async () => (await import('./RecordedDialog.tsx')).RecordedDialog,
);

/** The way to the recorded runs that come with the page; nothing where none does. */
export function WatchLink(): ReactElement | null {
  const [Dialog, setDialog] = useState<ComponentType<RecordedDialogProps> | null>(null);
  const hasAny = usePlayground((state) => state.recordings.length > 0);
  if (!hasAny) return null;
  return (
    <>
      <button
        type="button"
        className="link"
        data-opens="recorded"
        {...tip(boardTexts.watch.says)}
        onClick={() => setDialog(() => openRecordedDialog())}
      >
        {boardTexts.watch.text}
      </button>
      {Dialog &&
        createPortal(
          <Suspense>
            <Dialog onClose={() => setDialog(null)} />
          </Suspense>,
          besideFrame(),
        )}
    </>
  );
}
