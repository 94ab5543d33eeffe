import { type RefObject, useLayoutEffect, useRef } from 'react';

const DURATION = 200;

/**
 * Rows that change places slide there, 200 ms; at once where motion is reduced. Places are those of `aria-rowindex`, and
 * rows are of one height (CSS pixels): to measure them would lay out the whole page in the middle of drawing it.
 */
export function useSlide(rows: unknown, rowHeight: number): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null);
  const before = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks whenever the rows change
  useLayoutEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const now = new Map<string, number>();
    for (const row of body.current?.rows ?? []) {
      const key = row.dataset.row ?? '';
      const place = Number(row.getAttribute('aria-rowindex'));
      now.set(key, place);
      const from = before.current.get(key);
      if (still || from === undefined || from === place) continue;
      const shift = `translateY(${(from - place) * rowHeight}px)`;
      row.animate([{ transform: shift }, { transform: 'none' }], { duration: DURATION, easing: 'ease-out' });
    }
    before.current = now;
  }, [rows]);
  return body;
}
