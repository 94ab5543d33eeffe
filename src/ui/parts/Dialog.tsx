import { type ComponentProps, type ReactElement, type RefObject, useEffect } from 'react';
import { Icon } from './Icon.tsx';
import './Panel.css';
import './Dialog.css';

export interface DialogProps extends Omit<ComponentProps<'dialog'>, 'ref' | 'className' | 'onPointerDown'> {
  /** Its owner closes it by this. */
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly className: string;
  readonly name: string;
  readonly closeName: string;
  /** Also where somebody presses beside it, since what lies in it would be lost. */
  readonly stays?: boolean;
}

/** A sheet over the page: a head with its name and the button that closes it, and below that what it holds. */
export function Dialog({
  dialog,
  className,
  name,
  closeName,
  stays = false,
  children,
  ...more
}: DialogProps): ReactElement {
  useEffect(() => dialog.current?.showModal(), [dialog]);
  return (
    <dialog
      {...more}
      ref={dialog}
      className={`dialog ${className}`}
      aria-label={name}
      onPointerDown={(event) => {
        if (!stays && event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div className="panel-head">
        <h2>{name}</h2>
        <form method="dialog" className="panel-facts">
          <button type="submit" className="icon-button" aria-label={closeName}>
            <Icon sign="close" />
          </button>
        </form>
      </div>
      {children}
    </dialog>
  );
}
