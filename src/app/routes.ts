import { fail, ok, type Result } from '../base/result.ts';
import { decodeRoute, type LinkError, type Route, type RouteError } from '../codecs/route.ts';
import type { Architecture } from '../space/architecture.ts';
import type { PlaygroundStore } from '../store/store.ts';
import type { Shown } from '../store/view.ts';

/** Opens what the address names, now and whenever the fragment changes. Needs neither GPU, data nor tfjs. */
export function followLinks(store: PlaygroundStore): void {
  const open = (): void => {
    const opened = openedBy(decodeRoute(location.hash));
    if (opened !== null) store.getState().openLink(opened);
  };
  open();
  window.addEventListener('hashchange', open);
  let left: { readonly shown: Shown; readonly hash: string } | null = null;
  // Once the pair is left, the address no longer names it: a reload would bring it back. With the pair it comes back, too.
  store.subscribe(({ shown }, { shown: before }) => {
    const isLeft = before.source === 'link' && shown.source !== 'link';
    if (isLeft) left = { shown: before, hash: location.hash };
    const hash = shown === left?.shown ? left.hash : '';
    if (isLeft || (hash !== '' && hash !== location.hash))
      history.replaceState(history.state, '', location.pathname + location.search + hash);
  });
}

/** The pair to be drawn, or what is said of the link; null where the address names nothing. */
export function openedBy(route: Result<Route, RouteError>): Result<Architecture, LinkError> | null {
  if (!route.ok) return fail(route.error.error);
  const { value } = route;
  if (value.view === 'home') return null;
  if (value.view === 'pair') return ok(value.architecture);
  return fail({ kind: 'missing-view', view: value.view });
}
