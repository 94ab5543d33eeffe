import { type RefObject, useLayoutEffect, useState } from 'react';

/** Drawn above and below what is in sight, px, so that scrolling shows no gap. */
const MARGIN = 960;
/** Steps in which the range moves, so that most scrolling draws nothing. */
const STEP = MARGIN / 2;

export interface Scrolled {
  /** What is worth drawing of a long content, from its top. */
  readonly from: number;
  readonly to: number;
  /** Height of the box. */
  readonly room: number;
}

/** Of a scrolled box, in px at the page's first size: `scale` is how much larger the page is. */
export function useScrolled(box: RefObject<HTMLElement | null>, scale: number): Scrolled {
  const [seen, setSeen] = useState<Scrolled>({ from: 0, to: 2 * MARGIN, room: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => {
      const [top, room] = [element.scrollTop / scale, element.clientHeight / scale];
      const from = Math.max(0, Math.floor((top - MARGIN) / STEP) * STEP);
      const to = Math.ceil((top + room + MARGIN) / STEP) * STEP;
      setSeen((last) =>
        last.from === from && last.to === to && last.room === room ? last : { from, to, room },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, scale]);
  return seen;
}
