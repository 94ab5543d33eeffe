import { useSyncExternalStore } from 'react';
import { useScale } from './useScale.ts';

/** Of the window, in whole pixels of a drawing (those of the page over its scale). */
export function useWindowHeight(): number {
  return Math.floor(useSyncExternalStore(subscribe, height) / useScale());
}

const height = (): number => window.innerHeight;

function subscribe(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}
