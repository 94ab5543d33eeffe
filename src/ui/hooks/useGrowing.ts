import { useEffect, useState } from 'react';

/** Up to `count`, by so many a frame, so that a long table is there by and by. */
export function useGrowing(count: number, step: number): number {
  const [grown, setGrown] = useState(step);
  useEffect(() => {
    if (grown >= count) return;
    // Of several tasks between two frames the layout would come at once.
    const frame = requestAnimationFrame(() => setGrown(grown + step));
    return () => cancelAnimationFrame(frame);
  }, [grown, count, step]);
  return Math.min(count, grown);
}
