import {
  type ComponentType,
  type CSSProperties,
  type ReactElement,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react';
import { useMode } from '../hooks/useMode.ts';
import { loadedDialog } from '../parts/loadedDialog.tsx';
import { tip } from '../parts/tips/tip.ts';
import { barTexts } from '../texts/search/bar.ts';
import type { ShareProps } from './Share.tsx';
import './ShareButton.css';

const texts = barTexts.share;

const openShare = loadedDialog<ShareProps>(async () => (await import('./Share.tsx')).Share);

export interface ShareButtonProps {
  /** What the button is called, and what it says of itself. */
  readonly text?: string;
  readonly says?: string;
}

/**
 * The popover stands under its button, in the browser's top layer: Esc, and a press elsewhere, close it. A phone's takes the whole
 * screen, and is modal: what it covers can't be reached.
 */
export function ShareButton({ text = texts.name, says = texts.says }: ShareButtonProps): ReactElement {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const isPhone = useMode() === 'phone';
  const [place, setPlace] = useState<CSSProperties>({});
  const [Content, setContent] = useState<ComponentType<ShareProps> | null>(null);
  const openModal = (): void => {
    dialog.current?.showModal();
    setContent(() => openShare());
  };
  const close = (): void => {
    if (dialog.current?.open) dialog.current.close();
    else dialog.current?.hidePopover();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        data-opens="link"
        className="button"
        {...(isPhone ? { 'aria-haspopup': 'dialog', onClick: openModal } : { popoverTarget: id })}
        {...tip(says)}
      >
        {text}
      </button>
      <dialog
        ref={dialog}
        id={id}
        className="share"
        popover={isPhone ? undefined : 'auto'}
        aria-label={texts.name}
        aria-modal={isPhone || undefined}
        style={place}
        onClose={() => setContent(null)}
        onBeforeToggle={({ newState }) => {
          if (newState !== 'open' || button.current === null) return;
          setPlace(placeUnder(button.current));
        }}
        onToggle={({ newState }) => setContent(() => (newState === 'open' ? openShare() : null))}
      >
        {Content !== null && (
          <Suspense>
            <Content onClose={close} />
          </Suspense>
        )}
      </dialog>
    </>
  );
}

/** Where it is to stand, for the stylesheet: a phone's takes the whole screen. */
function placeUnder(button: Element): CSSProperties {
  const { bottom, right } = button.getBoundingClientRect();
  const beside = document.documentElement.clientWidth - right;
  return {
    '--share-top': `${Math.round(bottom)}px`,
    '--share-right': `${Math.round(beside)}px`,
  } as CSSProperties;
}
