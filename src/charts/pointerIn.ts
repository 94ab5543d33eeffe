import type { MouseEvent } from 'react';

/** Where a pointer stands in a drawing that is so many of its own pixels wide: an enlarged page shows it larger. */
export function pointerIn(
  event: Pick<MouseEvent<Element>, 'clientX' | 'clientY' | 'currentTarget'>,
  width: number,
): { readonly x: number; readonly y: number } {
  const box = event.currentTarget.getBoundingClientRect();
  const scale = box.width / width;
  return { x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
}
