import { fail, ok, type Result } from '../../base/result.ts';
import { decodeRoute, encodeRoute, type LinkError, type Route, type RouteError } from '../../codecs/route.ts';
import { idOfMade } from '../../search/made.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Reading } from '../../store/shown/reading.ts';
import type { PlaygroundState } from '../../store/store.ts';

/** What fragments name, and which one the page's state has; the browser's history is none of its business. */

export function names(hash: string, ...views: readonly Route['view'][]): boolean {
  const route = decodeRoute(hash);
  return route.ok && views.includes(route.value.view);
}

export const namesLayer = (hash: string): boolean => names(hash, 'inspector', 'editor', 'contest');

export const namesCells = (hash: string): boolean => names(hash, 'pair', 'rerun');

export function readingIn(route: Result<Route, RouteError>): Reading | null {
  if (!route.ok) return null;
  const { value } = route;
  return value.view === 'glossary' || value.view === 'teacher' || value.view === 'board' ? value : null;
}

/** What is open, the uppermost; null where nothing is that has an address. */
export const openFragment = (state: PlaygroundState): string | null =>
  readingFragment(state) ?? lessonFragment(state) ?? layerFragment(state);

const readingFragment = ({ reading }: PlaygroundState): string | null =>
  reading === null ? null : encodeRoute(reading);

/** A lesson leads through layers of its own. */
function lessonFragment({ lessons }: PlaygroundState): string | null {
  if (lessons?.at !== 'lesson') return null;
  return encodeRoute({ view: 'lesson', lesson: lessons.lesson, step: lessons.step });
}

/** Null where no layer is open, or it is open on a pair without a number. */
function layerFragment({ layer, shown, editor, contest }: PlaygroundState): string | null {
  if (layer?.view === 'editor' && editor !== null && contest !== null)
    return encodeRoute({ view: 'contest', terms: contest.terms, architecture: editor.whole });
  if (layer?.view === 'editor' && editor !== null)
    return encodeRoute({ view: 'editor', architecture: editor.whole });
  if (layer === null || (shown.source !== 'trial' && shown.source !== 'made')) return null;
  const { tab, beside } = layer;
  const isBeside = tab === 'differences' && typeof beside === 'number';
  return encodeRoute({
    view: 'inspector',
    trial: shown.source === 'made' ? idOfMade(shown.number) : shown.trial,
    ...(isBeside ? { beside } : {}),
  });
}

/** The pair to be drawn, or what is said of the link; null where the address names no pair. */
export function openedBy(route: Result<Route, RouteError>): Result<Architecture, LinkError> | null {
  if (!route.ok) return fail(route.error.error);
  const { value } = route;
  switch (value.view) {
    case 'home':
    case 'inspector':
    case 'editor':
    case 'rerun':
    case 'lesson':
    case 'glossary':
    case 'teacher':
    case 'board':
    case 'contest':
      return null;
    case 'pair':
      return ok(value.architecture);
    default:
      return value satisfies never;
  }
}
