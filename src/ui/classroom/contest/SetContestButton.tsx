import { type ComponentType, type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import { besideFrame } from '../../parts/tips/besideFrame.ts';
import { tip } from '../../parts/tips/tip.ts';
import { barTexts } from '../../texts/search/bar.ts';

const openDialog = loadedDialog(async () => (await import('./SetContest.tsx')).SetContest);

/** The way to setting a contest. */
export function SetContestButton(): ReactElement {
  const [Dialog, setDialog] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        {...tip(barTexts.contest.says)}
        onClick={() => setDialog(() => openDialog())}
      >
        {barTexts.contest.name}
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
