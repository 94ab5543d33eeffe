import { type RefObject, useLayoutEffect, useRef } from 'react';

const DURATION = 200;
/** Rows beyond these are out of sight anyway. */
const MOST = 60;

/** Rows that change places slide there, 200 ms; at once where motion is reduced. */
export function useSlide(rows: unknown): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null);
  const before = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: it measures whenever the rows change
  useLayoutEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const now = new Map<string, number>();
    for (const row of [...(body.current?.rows ?? [])].slice(0, MOST)) {
      const key = row.dataset.row ?? '';
      now.set(key, row.offsetTop);
      const from = before.current.get(key);
      if (still || from === undefined || from === row.offsetTop) continue;
      const shift = `translateY(${from - row.offsetTop}px)`;
      row.animate([{ transform: shift }, { transform: 'none' }], { duration: DURATION, easing: 'ease-out' });
    }
    before.current = now;
  }, [rows]);
  return body;
}
