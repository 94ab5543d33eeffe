import { useSyncExternalStore } from 'react';

/** The root's font size at which a drawing's pixel is a CSS pixel. */
const ROOT = 16;

/** A length of so many px at the page's first size, as the stylesheets write it. */
export const rem = (pixels: number): string => `${pixels / ROOT}rem`;

/**
 * How much larger the page is than at a root font size of 16 px; 1 where the browser's text size and the page's are the usual
 * ones. Drawings are laid out in their own pixels: what is measured for them is divided by this, and `zoom` multiplies them.
 */
export function useScale(): number {
  return useSyncExternalStore(subscribe, currentScale);
}

const listeners = new Set<() => void>();
let scale = 1;
let isFollowed = false;

function currentScale(): number {
  if (!isFollowed) follow();
  return scale;
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

/** No event tells of the root's font size, but an element of 1 rem does, which is never seen and stays as long as the page. */
function follow(): void {
  isFollowed = true;
  const probe = document.createElement('i');
  probe.setAttribute('aria-hidden', 'true');
  probe.style.cssText = 'position: absolute; top: 0; width: 1rem; visibility: hidden';
  document.body.append(probe);
  readScale();
  new ResizeObserver(readScale).observe(probe);
}

function readScale(): void {
  const root = document.documentElement;
  const next = Number.parseFloat(getComputedStyle(root).fontSize) / ROOT;
  if (next === scale) return;
  scale = next;
  root.style.setProperty('--scale', String(next)); // read by the `zoom` of the drawings
  for (const listener of listeners) listener();
}
