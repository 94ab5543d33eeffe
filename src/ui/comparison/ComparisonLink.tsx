import { type ReactElement, useState } from 'react';
import { createPortal } from 'react-dom';
import { besideFrame } from '../parts/besideFrame.ts';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tip.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { ComparisonDialog } from './ComparisonDialog.tsx';

/** The way to the comparison of strategies: a sign, since the adapter's name needs the room. */
export function ComparisonLink(): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={comparisonTexts.name}
        {...tip(comparisonTexts.says)}
        onClick={() => setOpen(true)}
      >
        <Icon sign="compare" />
      </button>
      {open && createPortal(<ComparisonDialog onClose={() => setOpen(false)} />, besideFrame())}
    </>
  );
}
