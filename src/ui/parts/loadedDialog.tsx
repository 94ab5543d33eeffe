import { type ComponentType, lazy, type ReactElement } from 'react';
import { commonTexts } from '../texts/common.ts';
import './loadedDialog.css';

interface DialogProps {
  readonly onClose: () => void;
}

/**
 * A dialog, or another part that can be closed, that is loaded apart from the page. Where its script can't be had it says so, and
 * opening it again tries again.
 */
export const loadedDialog = <Props extends DialogProps = DialogProps>(
  load: () => Promise<ComponentType<Props>>,
): (() => ComponentType<Props>) => loadedPart<Props>(load, Unloaded);

/**
 * A part of the page that is loaded apart from it, as soon as that has time: it must be there even if the server is gone when
 * it is wanted. Where its script can't be had `unloaded` takes its place, the rest of the page stays, and asking for it again
 * tries again.
 */
export function loadedPart<Props>(
  load: () => Promise<ComponentType<Props>>,
  unloaded: ComponentType<Props>,
): () => ComponentType<Props> {
  const attempt = (): ComponentType<Props> => {
    const loaded = load();
    loaded.catch(() => {
      current = null;
    });
    return lazy(
      async (): Promise<{ default: ComponentType<Props> }> => ({
        default: await loaded.catch(() => unloaded),
      }),
    );
  };
  let current: ComponentType<Props> | null = null;
  const open = (): ComponentType<Props> => {
    current ??= attempt();
    return current;
  };
  whenIdle(open);
  return open;
}

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: 5000 });
  else setTimeout(act, 2000); // Safari
}

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
