import { type ReactElement, useEffect, useRef } from 'react';
import { barTexts } from '../texts/bar.ts';
import { commonTexts } from '../texts/common.ts';
import './LinkDialog.css';

export interface LinkDialogProps {
  readonly link: string;
  readonly onClose: () => void;
}

/** The link as text, selected: what is left where the page may not use the clipboard. */
export function LinkDialog({ link, onClose }: LinkDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    field.current?.select();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-label={barTexts.link.name} onClose={onClose}>
      <p>{barTexts.link.byHand(isSecureContext)}</p>
      <input
        ref={field}
        className="dialog-field"
        aria-label={barTexts.link.field}
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <form method="dialog">
        <button type="submit" className="button">
          {commonTexts.close}
        </button>
      </form>
    </dialog>
  );
}
