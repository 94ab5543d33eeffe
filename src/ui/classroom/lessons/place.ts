import type { OpenTabs } from '../../../store/shown/view.ts';

/** A view of one of the two panels. */
export type TabPlace = {
  readonly [Panel in keyof OpenTabs]: readonly [panel: Panel, id: OpenTabs[Panel]];
}[keyof OpenTabs];

export interface Pointer {
  /** A selector of what is outlined: the first that is visible. */
  readonly css: string;
  /** The view that it is in: where another is open, the name of its tab is outlined. */
  readonly tab?: TabPlace;
  /** On a phone, the destination that it is in; `search` where it is not said. */
  readonly place?: 'search' | 'board';
}
