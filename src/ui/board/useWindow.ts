import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows drawn above and below what is in sight, so that scrolling shows no gap. */
const MARGIN = 12;

/**
 * The range [from, to) of rows worth drawing in a scrolled box: of thousands of equal height (CSS pixels), those near what is
 * in sight.
 */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): readonly [from: number, to: number] {
  const [seen, setSeen] = useState<readonly [number, number]>([0, 2 * MARGIN]);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => {
      const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - MARGIN);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + MARGIN;
      // In steps of half the margin, so that most scrolling draws nothing.
      const step = MARGIN / 2;
      const next = [Math.floor(from / step) * step, Math.ceil(to / step) * step] as const;
      setSeen((last) => (last[0] === next[0] && last[1] === next[1] ? last : next));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, rowHeight]);
  const to = Math.min(count, seen[1]);
  return [Math.min(seen[0], to), to];
}
