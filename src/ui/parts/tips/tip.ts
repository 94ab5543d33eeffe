/** A control's tooltip of one sentence: seen through TipLayer, heard as the control's description. */
export function tip(sentence: string): { readonly 'data-tip': string; readonly 'aria-description': string } {
  return { 'data-tip': sentence, 'aria-description': sentence };
}

/** The same, where the tooltip stands left of its control: over the next rows of a list it would hide what is compared. */
export function tipBeside(sentence: string): ReturnType<typeof tip> & { readonly 'data-tip-beside': true } {
  return { ...tip(sentence), 'data-tip-beside': true };
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

/**
 * Under the control, or above it where there is no room; left of it where that is asked for and there is room. Inside the
 * window in any case.
 */
export function placeTip(
  control: Rect,
  bubble: Room,
  window: Room,
  isBeside = false,
): { readonly left: number; readonly top: number } {
  const aside = control.left - GAP - bubble.width;
  if (isBeside && aside >= GAP) {
    const lowest = window.height - bubble.height - GAP;
    return { left: Math.round(aside), top: Math.round(Math.max(GAP, Math.min(control.top + GAP, lowest))) };
  }
  const under = control.bottom + GAP;
  const top = under + bubble.height + GAP <= window.height ? under : control.top - GAP - bubble.height;
  const middle = (control.left + control.right - bubble.width) / 2;
  const left = Math.min(Math.max(GAP, middle), window.width - bubble.width - GAP);
  return { left: Math.round(Math.max(0, left)), top: Math.round(Math.max(GAP, top)) };
}
