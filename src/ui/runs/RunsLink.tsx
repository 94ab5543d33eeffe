import { type ReactElement, useState } from 'react';
import { createPortal } from 'react-dom';
import { usePlayground } from '../../store/context.ts';
import { besideFrame } from '../parts/besideFrame.ts';
import { tip } from '../parts/tip.ts';
import { RunsDialog } from './RunsDialog.tsx';

/** The way to the list of runs. */
export function RunsLink(): ReactElement {
  const [open, setOpen] = useState(false);
  const count = usePlayground((state) => state.runs.length);
  return (
    <>
      <button
        type="button"
        className="link"
        {...tip('All runs that this browser keeps: go on with one, rename, copy, export or delete it.')}
        onClick={() => setOpen(true)}
      >
        {count === 0 ? 'Runs' : `Runs (${count})`}
      </button>
      {open && createPortal(<RunsDialog onClose={() => setOpen(false)} />, besideFrame())}
    </>
  );
}
