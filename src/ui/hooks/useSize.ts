import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface MeasuredSize {
  readonly width: number;
  readonly height: number;
}

/** An element's content box in whole pixels; null until it is laid out. */
export function useSize<Node extends HTMLElement>(): [RefObject<Node | null>, MeasuredSize | null] {
  const ref = useRef<Node>(null);
  const [size, setSize] = useState<MeasuredSize | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const update = (width: number, height: number): void => {
      const next = { width: Math.floor(width), height: Math.floor(height) };
      setSize((before) => (before?.width === next.width && before.height === next.height ? before : next));
    };
    update(element.clientWidth, element.clientHeight);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) update(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
