import { fail, ok, type Result } from '../base/result.ts';
import { childName, idOfMade } from '../search/made.ts';
import type { Architecture } from '../space/architecture.ts';
import type { ContestError } from './contest/contestError.ts';
import { readFragment } from './fragment.ts';
import type { RerunError } from './rerun/rerunError.ts';
import { decodeArchitecture, encodeArchitecture } from './share.ts';
import type { ShareError } from './shareError.ts';

/** What an address opens: its fragment, as a pure pair of encode and decode. */
export type Route =
  /** Nothing in particular: the page as it stands. */
  | { readonly view: 'home' }
  | { readonly view: 'pair'; readonly architecture: Architecture }
  /** One child of the run that is shown, opened; `beside`: its differences from another one. Below 0 they are by hand: h1 is -1. */
  | { readonly view: 'inspector'; readonly trial: number; readonly beside?: number }
  /** Null: an empty pair, to begin from nothing. */
  | { readonly view: 'editor'; readonly architecture: Architecture | null }
  /** Both from 1. */
  | { readonly view: 'lesson'; readonly lesson: number; readonly step: number }
  /** The class board. */
  | { readonly view: 'board' }
  /** All terms, or one, by its id or by what a person would type for it. */
  | { readonly view: 'glossary'; readonly term: string | null }
  /** Pages for who teaches. */
  | { readonly view: 'teacher' }
  /** contest/ reads its terms; `architecture`: a pair that was edited for it. */
  | { readonly view: 'contest'; readonly terms: string; readonly architecture: Architecture | null }
  /** A search to be made again; rerun/ reads its recipe. */
  | { readonly view: 'rerun'; readonly recipe: string };

export type View = Route['view'];

export interface RouteError {
  /** What the link would have opened; null where that cannot be told. */
  readonly view: View | null;
  readonly error: Exclude<LinkError, { kind: 'no-cells' }>;
}

/** Why a link opens nothing: its share code, or its own text. */
export type LinkError =
  | ShareError
  | RerunError
  | ContestError
  /** What reads it could not be loaded. */
  | { readonly kind: 'unread-link' }
  | {
      readonly kind: 'damaged-link';
      /** `no-view`: it names none that is known. The others: what its view needs and it does not say. */
      readonly flaw: 'no-view' | 'no-trial' | 'no-lesson' | 'no-step' | 'no-contest' | 'no-recipe';
    }
  /** What stands in a code's place is no code: what its reader says, in a sentence. */
  | { readonly kind: 'no-cells'; readonly why: string };

export type LinkFlaw = Extract<LinkError, { kind: 'damaged-link' }>['flaw'];

/** The word before the `=`; some can stand alone. */
const KEYS = {
  pair: 'c',
  inspector: 'inspect',
  editor: 'edit',
  lesson: 'lesson',
  board: 'board',
  glossary: 'glossary',
  teacher: 'teacher',
  contest: 'contest',
  rerun: 'r',
} as const satisfies Record<Exclude<View, 'home'>, string>;

type KeyedView = keyof typeof KEYS;

/** Of a contest's link: the pair that is edited for it. */
const CELLS = 'cells';

/** In the place of a code: a pair without blocks, which has none. No code is this short. */
const EMPTY = 'new';

const VIEWS = new Map(Object.entries(KEYS).map(([view, key]) => [key as string, view as KeyedView]));

/** The fragment with its sign, or ''. Throws a RangeError on an architecture that is not valid. */
export function encodeRoute(route: Route): string {
  if (route.view === 'home') return '';
  const key = `#${KEYS[route.view]}`;
  switch (route.view) {
    case 'pair':
      return `${key}=${encodeArchitecture(route.architecture)}`;
    case 'editor':
      return `${key}=${route.architecture === null ? EMPTY : encodeArchitecture(route.architecture)}`;
    case 'inspector':
      return `${key}=${[route.trial, ...(route.beside === undefined ? [] : [route.beside])].map(childName).join()}`;
    case 'lesson':
      return `${key}=${route.lesson}${route.step === 1 ? '' : `&step=${route.step}`}`;
    case 'board':
    case 'teacher':
      return key;
    case 'glossary':
      return route.term === null ? key : `${key}=${encodeURIComponent(route.term)}`;
    case 'contest':
      return `${key}=${route.terms}${route.architecture === null ? '' : `&${CELLS}=${encodeArchitecture(route.architecture)}`}`;
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
      if (view === 'editor' && value === EMPTY) return ok({ view, architecture: null });
      const read = decodeArchitecture(value);
      return read.ok ? ok({ view, architecture: read.value }) : fail({ view, error: read.error });
    }
    case 'inspector': {
      const [trial, beside, ...rest] = value.split(',').map(childIn);
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
    case 'teacher':
      return ok({ view });
    case 'glossary':
      return ok({ view, term: value === '' ? null : value });
    case 'contest':
      return value === '' ? damaged('no-contest') : contestIn(value, more.get(CELLS));
    case 'rerun':
      return value === '' ? damaged('no-recipe') : ok({ view, recipe: value });
    default:
      return view satisfies never;
  }
}

function contestIn(terms: string, code: string | undefined): Result<Route, RouteError> {
  const view = 'contest';
  if (code === undefined) return ok({ view, terms, architecture: null });
  const read = decodeArchitecture(code);
  return read.ok ? ok({ view, terms, architecture: read.value }) : fail({ view, error: read.error });
}

/** A trial's number, or h1; null for anything else. */
function childIn(text: string): number | null {
  const number = countIn(text.replace(/^h/, ''));
  return number !== null && text.startsWith('h') ? idOfMade(number) : number;
}

/** A number from 1, written as one; null for anything else. */
const countIn = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);
