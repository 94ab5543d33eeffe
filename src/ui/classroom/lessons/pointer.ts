import type { PlaygroundState } from '../../../store/store.ts';
import type { Pointer, TabPlace } from './place.ts';

/** The name of a view in its row of tabs. */
export const tabOf = ([panel, id]: TabPlace): string =>
  `${panel === 'upper' ? '.cell-panel' : '.reward-panel'} [role="tab"][id$="-${id}"]`;

/** The first element of a selector that a person can see. */
export function shown(css: string): HTMLElement | SVGElement | null {
  for (const found of document.querySelectorAll<HTMLElement | SVGElement>(css)) {
    if (found.closest('[hidden], [inert]') === null && found.getClientRects().length > 0) return found;
  }
  return null;
}

/** What is outlined for a step: the thing itself, or what leads to it. */
export function pointed(pointer: Pointer, { tabs }: Pick<PlaygroundState, 'tabs'>): string {
  const { css, tab, place = 'search' } = pointer;
  const bar = `.phone-bar [data-destination="${place}"]`;
  const isElsewhere = document.querySelector(`${bar}:not([aria-current])`) !== null;
  if (shown(css) !== null) return css;
  if (isElsewhere) return bar;
  return tab !== undefined && tabs[tab[0]] !== tab[1] ? tabOf(tab) : css;
}
