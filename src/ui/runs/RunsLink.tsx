import { type ComponentType, type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { usePlayground } from '../../store/context.ts';
import { loadedDialog } from '../parts/loadedDialog.tsx';
import { besideFrame } from '../parts/tips/besideFrame.ts';
import { tip } from '../parts/tips/tip.ts';
import { runsTexts } from '../texts/runs/runs.ts';

const openRunsDialog = loadedDialog(async () => (await import('./RunsDialog.tsx')).RunsDialog);

/** The way to the list of runs. */
export function RunsLink(): ReactElement {
  const count = usePlayground((state) => state.runs.length);
  return <RunsDialogLink text={runsTexts.link(count)} says={runsTexts.linkSays} />;
}

export interface RunsDialogLinkProps {
  readonly text: string;
  readonly says: string;
}

/** The same under another name. */
export function RunsDialogLink({ text, says }: RunsDialogLinkProps): ReactElement {
  const [Dialog, setDialog] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  return (
    <>
      <button type="button" className="link" {...tip(says)} onClick={() => setDialog(() => openRunsDialog())}>
        {text}
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
