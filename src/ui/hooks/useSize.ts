import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useScale } from './useScale.ts';

export interface MeasuredSize {
  readonly width: number;
  readonly height: number;
}

/** An element's content box in whole pixels of a drawing (those of the page over its scale); null until it is laid out. */
export function useSize<Node extends HTMLElement>(): [RefObject<Node | null>, MeasuredSize | null] {
  const ref = useRef<Node>(null);
  const [size, setSize] = useState<MeasuredSize | null>(null);
  const scale = useScale();
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const update = (width: number, height: number): void => {
      const next = { width: Math.floor(width / scale), height: Math.floor(height / scale) };
      setSize((before) => (before?.width === next.width && before.height === next.height ? before : next));
    };
    update(element.clientWidth, element.clientHeight);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) update(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scale]);
  return [ref, size];
}
