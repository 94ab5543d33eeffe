import { type ReactElement, useState } from 'react';
import { createPortal } from 'react-dom';
import { besideFrame } from '../parts/besideFrame.ts';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tip.ts';
import { ComparisonDialog } from './ComparisonDialog.tsx';

export interface ComparisonLinkProps {
  /** A sign instead of a word. */
  readonly short?: boolean;
}

/** The way to the comparison of strategies. */
export function ComparisonLink({ short = false }: ComparisonLinkProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={short ? 'icon-button' : 'link'}
        aria-label="Compare strategies"
        {...tip('Lets search strategies compete on a benchmark whose children are trained already.')}
        onClick={() => setOpen(true)}
      >
        {short ? <Icon sign="compare" /> : 'Compare'}
      </button>
      {open && createPortal(<ComparisonDialog onClose={() => setOpen(false)} />, besideFrame())}
    </>
  );
}
