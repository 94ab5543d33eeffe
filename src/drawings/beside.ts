import type { Drawing } from './plot/marks.ts';

/** Drawings in one row, standing on one line, `gap` pixels apart. */
export function beside(drawings: readonly Drawing[], gap: number): Drawing {
  const height = Math.max(...drawings.map((drawing) => drawing.height), 0);
  let right = 0;
  const marks = drawings.map((drawing, index) => {
    const left = right + (index === 0 ? 0 : gap);
    right = left + drawing.width;
    const at = [left, height - drawing.height] as const;
    return { kind: 'group', key: String(index), at, marks: drawing.marks } as const;
  });
  return { width: right, height, marks };
}
