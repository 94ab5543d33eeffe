import { fail, ok, type Result } from '../base/result.ts';
import type { Architecture } from '../space/architecture.ts';
import { readFragment } from './fragment.ts';
import { decodeArchitecture, encodeArchitecture, type ShareError } from './share.ts';

/** What an address opens: its fragment, as a pure pair of encode and decode. */
export type Route =
  /** Nothing in particular: the page as it stands. */
  | { readonly view: 'home' }
  | { readonly view: 'pair'; readonly architecture: Architecture }
  /** One child of the run that is shown, opened. */
  | { readonly view: 'inspector'; readonly trial: number }
  | { readonly view: 'editor'; readonly architecture: Architecture }
  /** Both from 1. */
  | { readonly view: 'lesson'; readonly lesson: number; readonly step: number }
  | { readonly view: 'board' }
  /** What these say is for the views to come; here it is only known from a damaged code. */
  | { readonly view: 'contest'; readonly terms: string }
  | { readonly view: 'rerun'; readonly recipe: string };

export type View = Route['view'];

export interface RouteError {
  /** What the link would have opened; null where that cannot be told. */
  readonly view: View | null;
  readonly error: ShareError;
}

/** The word before the `=`; the board's stands alone. */
const KEYS = {
  pair: 'c',
  inspector: 'inspect',
  editor: 'edit',
  lesson: 'lesson',
  board: 'board',
  contest: 'contest',
  rerun: 'r',
} as const satisfies Record<Exclude<View, 'home'>, string>;

type KeyedView = keyof typeof KEYS;

const VIEWS = new Map(Object.entries(KEYS).map(([view, key]) => [key as string, view as KeyedView]));

/** The fragment with its sign, or ''. Throws a RangeError on an architecture that is not valid. */
export function encodeRoute(route: Route): string {
  if (route.view === 'home') return '';
  const key = `#${KEYS[route.view]}`;
  switch (route.view) {
    case 'pair':
    case 'editor':
      return `${key}=${encodeArchitecture(route.architecture)}`;
    case 'inspector':
      return `${key}=${route.trial}`;
    case 'lesson':
      return `${key}=${route.lesson}${route.step === 1 ? '' : `&step=${route.step}`}`;
    case 'board':
      return key;
    case 'contest':
      return `${key}=${route.terms}`;
    case 'rerun':
      return `${key}=${route.recipe}`;
    default:
      return route satisfies never;
  }
}

/**
 * Reads a whole link, a fragment, or a bare share code. Any text answers a route or an error, in time proportional to its
 * length; what a program has appended is passed over.
 */
export function decodeRoute(text: string): Result<Route, RouteError> {
  const { key, value, more } = readFragment(text, Object.values(KEYS));
  if (key === null && value === '') return ok({ view: 'home' });
  const view = key === null ? 'pair' : VIEWS.get(key);
  if (view === undefined) {
    const why = `This link is damaged: it has no part "#c=" that holds a pair of cells, nor another that this page knows.`;
    return fail({ view: null, error: { kind: 'damaged', message: `${why} ${AGAIN}` } });
  }
  const damaged = (why: string): Result<Route, RouteError> =>
    fail({ view, error: { kind: 'damaged', message: `This link is damaged: ${why}. ${AGAIN}` } });
  switch (view) {
    case 'pair':
    case 'editor': {
      const read = decodeArchitecture(value);
      return read.ok ? ok({ view, architecture: read.value }) : fail({ view, error: read.error });
    }
    case 'inspector': {
      const trial = countIn(value);
      return trial === null ? damaged('"#inspect=" must name a trial by its number') : ok({ view, trial });
    }
    case 'lesson': {
      const lesson = countIn(value);
      const step = countIn(more.get('step') ?? '1');
      if (lesson === null) return damaged('"#lesson=" must name a lesson by its number');
      return step === null ? damaged('"step=" must be a number') : ok({ view, lesson, step });
    }
    case 'board':
      return ok({ view });
    case 'contest':
      return value === '' ? damaged('"#contest=" says nothing') : ok({ view, terms: value });
    case 'rerun':
      return value === '' ? damaged('"#r=" says nothing') : ok({ view, recipe: value });
    default:
      return view satisfies never;
  }
}

const AGAIN = 'Copy it again, whole, from where it came from.';

/** A number from 1, written as one; null for anything else. */
const countIn = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);
