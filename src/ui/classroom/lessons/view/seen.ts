/** What of an element a person can see: what scrolls cuts it off, and what lies over the page covers it. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What may lie over what a step is about. */
const COVERS =
  '.lessons, .phone-bar, .phone-run, .bar, .projector-caption, .layer, .glossary, .frame ~ dialog[open]';
/** Less than that, in px, is no place to look at. */
const LEAST = 12;

export function common(a: Box, b: Box): Box | null {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const right = Math.min(a.right, b.right);
  const bottom = Math.min(a.bottom, b.bottom);
  return right > left && bottom > top ? { left, top, right, bottom } : null;
}

const areaOf = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top);

/** The largest part of a box at one side of what covers it; null where nothing is left. */
export function without(box: Box, cover: Box): Box | null {
  const over = common(box, cover);
  if (over === null) return box;
  const parts = [
    { ...box, bottom: over.top },
    { ...box, top: over.bottom },
    { ...box, right: over.left },
    { ...box, left: over.right },
  ];
  const largest = parts.reduce((most, part) => (areaOf(part) > areaOf(most) ? part : most));
  return areaOf(largest) > 0 ? largest : null;
}

/** `off`: so far round the element, px. In the window's coordinates; null where it can't be seen. */
export function seenBox(found: Element, off: number): Box | null {
  if (getComputedStyle(found).visibility !== 'visible') return null;
  const { left, top, right, bottom } = found.getBoundingClientRect();
  const around = { left: left - off, top: top - off, right: right + off, bottom: bottom + off };
  const { clientWidth, clientHeight } = document.documentElement;
  let seen = common(around, { left: 0, top: 0, right: clientWidth, bottom: clientHeight });
  for (const clip of clipsOf(found)) seen = seen && common(seen, clip.getBoundingClientRect());
  for (const cover of document.querySelectorAll(COVERS)) {
    const over = seen && common(seen, cover.getBoundingClientRect());
    if (seen === null || over === null || cover.contains(found) || found.contains(cover)) continue;
    if (cover.contains(atMiddle(over))) seen = without(seen, over);
  }
  if (seen === null || seen.right - seen.left < LEAST || seen.bottom - seen.top < LEAST) return null;
  // What is behind a modal dialog is covered wherever the dialog stands.
  const over = atMiddle(seen)?.closest(COVERS) ?? null;
  return over === null || over.contains(found) || found.contains(over) ? seen : null;
}

const atMiddle = ({ left, top, right, bottom }: Box): Element | null =>
  document.elementFromPoint((left + right) / 2, (top + bottom) / 2);

/** Those round it that show no more than a part of what they hold. */
function* clipsOf(found: Element): Generator<Element> {
  for (let at: Element | null = found; at !== null && at !== document.body; at = at.parentElement) {
    const { display, overflowX, overflowY, position } = getComputedStyle(at);
    const isCut = overflowX !== 'visible' || overflowY !== 'visible';
    if (at !== found && isCut && display !== 'contents') yield at;
    if (position === 'fixed') return;
  }
}

/** Whether it moves as the page is scrolled. */
export function isOnPage(found: Element): boolean {
  for (let at: Element | null = found; at !== null; at = at.parentElement)
    if (getComputedStyle(at).position === 'fixed') return false;
  return true;
}
