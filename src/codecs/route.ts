import { fail, ok, type Result } from '../base/result.ts';
import type { Architecture } from '../space/architecture.ts';
import { readFragment } from './fragment.ts';
import { decodeArchitecture, encodeArchitecture } from './share.ts';
import type { ShareError } from './shareError.ts';

/** What an address opens: its fragment, as a pure pair of encode and decode. */
export type Route =
  /** Nothing in particular: the page as it stands. */
  | { readonly view: 'home' }
  | { readonly view: 'pair'; readonly architecture: Architecture }
  /** One child of the run that is shown, opened; `beside`: its differences from another one. */
  | { readonly view: 'inspector'; readonly trial: number; readonly beside?: number }
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
  readonly error: Exclude<LinkError, { kind: 'missing-view' }>;
}

/** Why a link opens nothing: its share code, its own text, or a view that the page does not have yet. */
export type LinkError =
  | ShareError
  | {
      readonly kind: 'damaged-link';
      /** `no-view`: it names none that is known. The others: what its view needs and it does not say. */
      readonly flaw: 'no-view' | 'no-trial' | 'no-lesson' | 'no-step' | 'no-contest' | 'no-recipe';
    }
  | { readonly kind: 'missing-view'; readonly view: Exclude<View, 'home' | 'pair' | 'inspector'> };

export type LinkFlaw = Extract<LinkError, { kind: 'damaged-link' }>['flaw'];

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
      return `${key}=${[route.trial, ...(route.beside === undefined ? [] : [route.beside])].join()}`;
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
  if (view === undefined) return fail({ view: null, error: { kind: 'damaged-link', flaw: 'no-view' } });
  const damaged = (flaw: LinkFlaw): Result<Route, RouteError> =>
    fail({ view, error: { kind: 'damaged-link', flaw } });
  switch (view) {
    case 'pair':
    case 'editor': {
      const read = decodeArchitecture(value);
      return read.ok ? ok({ view, architecture: read.value }) : fail({ view, error: read.error });
    }
    case 'inspector': {
      const [trial, beside, ...rest] = value.split(',').map(countIn);
      if (trial == null || beside === null || rest.length > 0) return damaged('no-trial');
      return ok({ view, trial, ...(beside === undefined ? {} : { beside }) });
    }
    case 'lesson': {
      const lesson = countIn(value);
      const step = countIn(more.get('step') ?? '1');
      if (lesson === null) return damaged('no-lesson');
      return step === null ? damaged('no-step') : ok({ view, lesson, step });
    }
    case 'board':
      return ok({ view });
    case 'contest':
      return value === '' ? damaged('no-contest') : ok({ view, terms: value });
    case 'rerun':
      return value === '' ? damaged('no-recipe') : ok({ view, recipe: value });
    default:
      return view satisfies never;
  }
}

/** A number from 1, written as one; null for anything else. */
const countIn = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);
