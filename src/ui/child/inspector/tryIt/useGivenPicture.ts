import { type RefObject, useEffect, useRef, useState } from 'react';
import { isWritten } from '../../../notices/PasteZone.tsx';
import { type Given, givenPicture } from './given.ts';

/**
 * Hears of pictures that are dropped on an element, or pasted while it is there, and of whatever is dropped on a part of it that
 * has `data-takes-picture`; answers whether one is held over it.
 */
export function useGivenPicture(
  within: RefObject<HTMLElement | null>,
  onGiven: (given: Given) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onGiven);
  latest.current = onGiven;
  useEffect(() => {
    const place = within.current;
    if (place === null) return;
    const take = (event: Event, files: Iterable<File>, isAimed: boolean): void => {
      const given = givenPicture([...files], isAimed);
      if (given === null) return;
      // The page leaves alone what was taken already.
      event.preventDefault();
      latest.current(given);
    };
    const onOver = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
      const areMeant = isAimed(event) || files.every(({ type }) => type.startsWith('image/'));
      const takes = files.length > 0 && areMeant;
      setOver(takes);
      if (takes) event.preventDefault();
    };
    const onLeave = ({ relatedTarget }: DragEvent): void => {
      if (!(relatedTarget instanceof Node && place.contains(relatedTarget))) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      take(event, event.dataTransfer?.files ?? [], isAimed(event));
    };
    const onPaste = (event: ClipboardEvent): void => {
      const isElsewhere = isWritten(event.target) || document.querySelector('dialog:modal') !== null;
      const hasText = event.clipboardData?.getData('text/plain').trim() !== '';
      if (!event.defaultPrevented && !isElsewhere && !hasText)
        take(event, event.clipboardData?.files ?? [], false);
    };
    place.addEventListener('dragover', onOver);
    place.addEventListener('dragleave', onLeave);
    place.addEventListener('drop', onDrop);
    // Before the page's own, which listens on the window.
    document.addEventListener('paste', onPaste);
    return () => {
      place.removeEventListener('dragover', onOver);
      place.removeEventListener('dragleave', onLeave);
      place.removeEventListener('drop', onDrop);
      document.removeEventListener('paste', onPaste);
    };
  }, [within]);
  return isOver;
}

const isAimed = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('[data-takes-picture]') !== null;
