import type { KeyboardEvent } from 'react';

/** How far an arrow key leads in rows of so many. */
function stepOf(key: string, columns: number): number {
  switch (key) {
    case 'ArrowRight':
      return 1;
    case 'ArrowLeft':
      return -1;
    case 'ArrowDown':
      return columns;
    case 'ArrowUp':
      return -columns;
    default:
      return 0;
  }
}

/** Moves focus from button to button of a list; answers the place that it has come to, null where the key leads nowhere. */
export function walk(
  { key, currentTarget, target }: KeyboardEvent<HTMLElement>,
  columns: number,
): number | null {
  const buttons = [...currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((one) => one.contains(target as Node));
  const step = stepOf(key, columns);
  const to = at + step;
  const next = buttons[to];
  if (at < 0 || step === 0 || next === undefined) return null;
  next.focus();
  return to;
}
