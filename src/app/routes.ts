import { fail, ok, type Result } from '../base/result.ts';
import { decodeRoute, type Route, type RouteError, type View } from '../codecs/route.ts';
import type { ShareError } from '../codecs/share.ts';
import type { Architecture } from '../space/architecture.ts';
import type { PlaygroundStore } from '../store/store.ts';

/** Opens what the address names, now and whenever the fragment changes. Needs neither GPU, data nor tfjs. */
export function followLinks(store: PlaygroundStore): void {
  const open = (): void => {
    const opened = openedBy(decodeRoute(location.hash));
    if (opened !== null) store.getState().openLink(opened);
  };
  open();
  window.addEventListener('hashchange', open);
}

/** The pair to be drawn, or what is said of the link; null where the address names nothing. */
export function openedBy(route: Result<Route, RouteError>): Result<Architecture, ShareError> | null {
  if (!route.ok) return fail(route.error.error);
  const { value } = route;
  if (value.view === 'home') return null;
  if (value.view === 'pair') return ok(value.architecture);
  const message = `This link opens ${MISSING[value.view]}, a part that this page does not have yet. ${REMEDY}`;
  return fail({ kind: 'newer', message });
}

/** Views that are to come. */
const MISSING: Readonly<Record<Exclude<View, 'home' | 'pair'>, string>> = {
  inspector: 'the inspector of one child',
  editor: 'the editor of cells',
  lesson: 'a lesson',
  board: 'the class board',
  contest: 'a contest',
  rerun: 'a search that is to be run again',
};

const REMEDY = 'Reload the page to see whether it has come; all else works as before.';
