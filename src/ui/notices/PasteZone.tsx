import { useEffect } from 'react';
import type { TakeFiles, TakeText } from './useGivenFiles.ts';

export interface PasteZoneProps {
  readonly take: TakeFiles;
  readonly takeText: TakeText;
}

/** Text and files may be pasted anywhere but where text is written. */
export function PasteZone({ take, takeText }: PasteZoneProps): null {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isWritten(event.target)) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const html = event.clipboardData?.getData('text/html') ?? '';
      if (text.trim() === '' && files.length === 0) return;
      event.preventDefault();
      closeDialogs();
      void (text.trim() === '' ? take(files) : takeText(text, html));
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [take, takeText]);
  return null;
}

/** Whether text is written there. */
export function isWritten(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !WITHOUT_TEXT.has(target.type);
}

const WITHOUT_TEXT = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

/** What is said stands on the page: a dialog over it would hide it. */
function closeDialogs(): void {
  for (const dialog of document.querySelectorAll('dialog')) if (dialog.matches(':modal')) dialog.close();
}
