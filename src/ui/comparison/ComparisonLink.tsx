import { type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { besideFrame } from '../parts/besideFrame.ts';
import { Icon } from '../parts/Icon.tsx';
import { loadedDialog } from '../parts/loadedDialog.tsx';
import { tip } from '../parts/tip.ts';
import { barTexts } from '../texts/bar.ts';

const ComparisonDialog = loadedDialog(async () => (await import('./ComparisonDialog.tsx')).ComparisonDialog);

/** The way to the comparison of strategies: a sign, since the adapter's name needs the room. */
export function ComparisonLink(): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={barTexts.compare.name}
        {...tip(barTexts.compare.says)}
        onClick={() => setOpen(true)}
      >
        <Icon sign="compare" />
      </button>
      {open &&
        createPortal(
          <Suspense>
            <ComparisonDialog onClose={() => setOpen(false)} />
          </Suspense>,
          besideFrame(),
        )}
    </>
  );
}
