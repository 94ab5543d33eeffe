import { type ComponentType, type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import { besideFrame } from '../../parts/tips/besideFrame.ts';
import { tip } from '../../parts/tips/tip.ts';
import { barTexts } from '../../texts/search/bar.ts';

const openComparisonDialog = loadedDialog(
  async () => (await import('./ComparisonDialog.tsx')).ComparisonDialog,
);

/** The way to the comparison of strategies. */
export function ComparisonLink(): ReactElement {
  const [Dialog, setDialog] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  return (
    <>
      <button
        type="button"
        className="link"
        data-opens="comparison"
        {...tip(barTexts.compare.says)}
        onClick={() => setDialog(() => openComparisonDialog())}
      >
        {barTexts.compare.name}
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
