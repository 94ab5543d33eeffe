import { presetFor } from '../settings/settings.ts';
import type { PlaygroundStore } from '../store/store.ts';

/** Where a search that nobody asked for stands still, for who wants nothing to move. */
const STILL = 28;

/**
 * A page that opens on nothing else shows a looked-up search, which needs no graphics card and begins within a moment. A
 * kept run, one that is offered to go on, a shared or edited pair, and a link's settings come first.
 */
export function playOnFirstVisit(store: PlaygroundStore): void {
  const { run, interrupted, shown, editor, lent, playPreview } = store.getState();
  if (run !== null || interrupted !== null || shown.source !== 'live') return;
  if (editor !== null || lent !== null) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  playPreview(presetFor('table', 'ppo'), still ? STILL : undefined);
}
