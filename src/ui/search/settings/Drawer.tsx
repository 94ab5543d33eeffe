import { type ReactElement, useEffect, useRef } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { commonTexts } from '../../texts/common.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import { SettingsColumn } from './SettingsColumn.tsx';
import '../../parts/Panel.css';
import './Drawer.css';

export interface DrawerProps {
  readonly onClose: () => void;
}

/** The settings over the page, where there is no column for them; Escape or a press beside it closes it. */
export function Drawer({ onClose }: DrawerProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="drawer"
      aria-label={commonTexts.settings}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="drawer-content">
        <div className="panel-head">
          <h2>{commonTexts.settings}</h2>
          <form method="dialog" className="panel-facts">
            <button type="submit" className="icon-button" aria-label={settingsTexts.close}>
              <Icon sign="close" />
            </button>
          </form>
        </div>
        <SettingsColumn />
      </div>
    </dialog>
  );
}
