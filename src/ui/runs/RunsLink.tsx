import { type ComponentType, type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { usePlayground } from '../../store/context.ts';
import { loadedDialog } from '../parts/loadedDialog.tsx';
import { besideFrame } from '../parts/tips/besideFrame.ts';
import { tip } from '../parts/tips/tip.ts';
import { runsTexts } from '../texts/runs.ts';

const openRunsDialog = loadedDialog(async () => (await import('./RunsDialog.tsx')).RunsDialog);

/** The way to the list of runs. */
export function RunsLink(): ReactElement {
  const [Dialog, setDialog] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  const count = usePlayground((state) => state.runs.length);
  return (
    <>
      <button
        type="button"
        className="link"
        {...tip(runsTexts.linkSays)}
        onClick={() => setDialog(() => openRunsDialog())}
      >
        {runsTexts.link(count)}
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
