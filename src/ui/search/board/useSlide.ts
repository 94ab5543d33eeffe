import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const DURATION = 200;

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Rows that change places slide there, 200 ms; at once where motion is reduced, and where they are asked to. Their places are those of `data-top`, px at
 * the page's first size: to measure them would lay out the whole page in the middle of drawing it.
 */
export function useSlide(lines: unknown, scale: number, atOnce: boolean): RefObject<HTMLTableElement | null> {
  const table = useRef<HTMLTableElement>(null);
  const before = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks whenever the lines change
  useLayoutEffect(() => {
    const still = atOnce || isStill();
    const now = new Map<string, number>();
    for (const row of table.current?.rows ?? []) {
      const { key, top } = row.dataset;
      if (key === undefined || top === undefined) continue;
      const place = Number(top);
      now.set(key, place);
      const from = before.current.get(key);
      if (still || from === undefined || from === place) continue;
      const shift = `translateY(${(from - place) * scale}px)`;
      row.animate([{ transform: shift }, { transform: 'none' }], { duration: DURATION, easing: 'ease-out' });
    }
    before.current = now;
  }, [lines]);
  return table;
}

/**
 * A value as it was until rows have slid to where it belongs; the new one at once where motion is reduced, and where it
 * changes faster than rows slide.
 */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  const changed = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    const isQuick = now - changed.current < DURATION;
    changed.current = now;
    if (isQuick || isStill()) {
      setSettled(value);
      return;
    }
    const timer = setTimeout(() => setSettled(value), DURATION);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
