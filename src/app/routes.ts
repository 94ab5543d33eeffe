import { fail, ok, type Result } from '../base/result.ts';
import { decodeRoute, encodeRoute, type LinkError, type Route, type RouteError } from '../codecs/route.ts';
import type { Architecture } from '../space/architecture.ts';
import type { PlaygroundState, PlaygroundStore } from '../store/store.ts';
import type { Shown } from '../store/view.ts';

/** An entry of the browser's history that a layer was opened with: the browser's Back closes it. */
interface Entry {
  readonly layer?: boolean;
}

const entry = (): Entry => (history.state as Entry | null) ?? {};

/**
 * Opens what the address names, now and whenever the fragment changes, and keeps the fragment true to what is open. Needs
 * neither GPU, data nor tfjs.
 */
export function followLinks(store: PlaygroundStore): void {
  /** The pair that the address brought, and how it did: once it is left a reload must not bring it back; with it its link comes back. */
  let linked: { readonly shown: Shown; readonly hash: string } | null = null;
  /** As the address was read or set last. */
  let known: string | null = null;

  const open = (): void => {
    if (location.hash === known) return;
    known = location.hash;
    const route = decodeRoute(known);
    if (route.ok && route.value.view === 'inspector') {
      const { trial, beside = null } = route.value;
      store.getState().openInspector({ trial, beside });
      return;
    }
    const opened = openedBy(route);
    if (opened === null) return;
    store.getState().openLink(opened);
    if (opened.ok) linked = { shown: store.getState().shown, hash: known };
  };
  const write = (hash: string, how: 'push' | 'replace'): void => {
    if (how === 'replace' && hash === location.hash) return;
    known = hash;
    const address = location.pathname + location.search + hash;
    if (how === 'push') history.pushState({ ...entry(), layer: true }, '', address);
    else history.replaceState(entry(), '', address);
  };
  const fragmentOf = (state: PlaygroundState): string =>
    layerFragment(state) ?? (state.shown === linked?.shown ? linked.hash : '');

  open();
  window.addEventListener('hashchange', open);
  // Comes before `hashchange`, and where the fragment is the same too.
  window.addEventListener('popstate', () => {
    const { layer, closeLayer, openInspector } = store.getState();
    const isNamed = entry().layer === true || decodesToLayer(location.hash);
    if (layer !== null && !isNamed) {
      known = location.hash;
      closeLayer();
      write(fragmentOf(store.getState()), 'replace');
    } else if (layer === null && isNamed && !decodesToLayer(location.hash)) openInspector();
  });
  store.subscribe((state, before) => {
    const { layer } = state;
    if (layer !== null && before.layer === null) {
      const isNamed = entry().layer === true || decodesToLayer(location.hash);
      return write(fragmentOf(state), isNamed ? 'replace' : 'push');
    }
    if (layer === null && before.layer !== null) {
      if (entry().layer === true) return history.back();
      return write(fragmentOf(state), 'replace');
    }
    const isTurned = layer !== before.layer || (layer !== null && state.shown !== before.shown);
    const isLinked =
      before.shown !== state.shown && [before.shown, state.shown].includes(linked?.shown ?? NONE);
    if (isTurned || isLinked) write(fragmentOf(state), 'replace');
  });
}

const NONE: Shown = { source: 'live' };

function decodesToLayer(hash: string): boolean {
  const route = decodeRoute(hash);
  return route.ok && route.value.view === 'inspector';
}

/** Null where no layer is open, or it is open on a pair without a number. */
function layerFragment({ layer, shown }: PlaygroundState): string | null {
  if (layer === null || shown.source !== 'trial') return null;
  const { tab, beside } = layer;
  const isBeside = tab === 'differences' && typeof beside === 'number';
  return encodeRoute({ view: 'inspector', trial: shown.trial, ...(isBeside ? { beside } : {}) });
}

/** The pair to be drawn, or what is said of the link; null where the address names no pair. */
export function openedBy(route: Result<Route, RouteError>): Result<Architecture, LinkError> | null {
  if (!route.ok) return fail(route.error.error);
  const { value } = route;
  if (value.view === 'home' || value.view === 'inspector') return null;
  if (value.view === 'pair') return ok(value.architecture);
  return fail({ kind: 'missing-view', view: value.view });
}
