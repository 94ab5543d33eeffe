import { type ComponentType, lazy, type ReactElement } from 'react';
import { commonTexts } from '../texts/common.ts';
import './loadedDialog.css';

interface DialogProps {
  readonly onClose: () => void;
}

type Dialog = ComponentType<DialogProps>;

/**
 * A dialog that is loaded when it is first opened, since most visits never do. Where its script can no longer be had (the
 * page was served anew meanwhile) it says so, and the rest of the page stays.
 */
export const loadedDialog = (load: () => Promise<Dialog>): Dialog =>
  lazy(async () => ({ default: await load().catch(() => Unloaded) }));

function Unloaded({ onClose }: DialogProps): ReactElement {
  return (
    <dialog open className="unloaded" aria-label={commonTexts.unloaded.name}>
      <p role="alert">{commonTexts.unloaded.says}</p>
      <button type="button" className="button" onClick={onClose}>
        {commonTexts.close}
      </button>
    </dialog>
  );
}
