/** A control's tooltip of one sentence: seen through TipLayer, heard as the control's description. */
export function tip(sentence: string): { readonly 'data-tip': string; readonly 'aria-description': string } {
  return { 'data-tip': sentence, 'aria-description': sentence };
}

export interface Rect {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Room {
  readonly width: number;
  readonly height: number;
}

const GAP = 8;

/** Under the control, or above it where there is no room; inside the window in any case. */
export function placeTip(
  control: Rect,
  bubble: Room,
  window: Room,
): { readonly left: number; readonly top: number } {
  const under = control.bottom + GAP;
  const top = under + bubble.height + GAP <= window.height ? under : control.top - GAP - bubble.height;
  const middle = (control.left + control.right - bubble.width) / 2;
  const left = Math.min(Math.max(GAP, middle), window.width - bubble.width - GAP);
  return { left: Math.round(Math.max(0, left)), top: Math.round(Math.max(GAP, top)) };
}
