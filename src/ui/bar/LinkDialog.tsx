import { type ReactElement, useEffect, useRef } from 'react';
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
    <dialog ref={dialog} className="dialog" aria-label="Link to copy" onClose={onClose}>
      <p>
        {isSecureContext
          ? 'The browser did not let this page use the clipboard.'
          : 'Browsers offer the clipboard only on https and on localhost.'}{' '}
        Copy the link from here:
      </p>
      <input
        ref={field}
        className="dialog-field"
        aria-label="Link"
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
