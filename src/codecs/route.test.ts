import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presetOf } from '../space/presets.ts';
import { anyArchitecture } from '../space/testing/arbitraries.ts';
import { decodeRoute, encodeRoute, type Route } from './route.ts';
import { encodeArchitecture, parseShareFragment } from './share.ts';

const nasnet = presetOf('nasnet-a').architecture;
const code = encodeArchitecture(nasnet);
const count = fc.integer({ min: 1, max: 999_999_999 });
/** Below 0: one by hand. */
const child = fc.oneof(count, fc.integer({ min: -1_000_000, max: -1 }));
const word = fc.stringMatching(/^[\w-]{1,60}$/);

const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.record({ view: fc.constant('home' as const) }),
  fc.record({ view: fc.constant('pair' as const), architecture: anyArchitecture() }),
  fc.record({ view: fc.constant('inspector' as const), trial: child }),
  fc.record({ view: fc.constant('inspector' as const), trial: child, beside: child }),
  fc.record({ view: fc.constant('editor' as const), architecture: fc.option(anyArchitecture()) }),
  fc.record({ view: fc.constant('lesson' as const), lesson: count, step: count }),
  fc.record({ view: fc.constant('board' as const) }),
  fc.record({ view: fc.constant('glossary' as const), term: fc.option(word) }),
  fc.record({ view: fc.constant('teacher' as const) }),
  fc.record({
    view: fc.constant('contest' as const),
    terms: word,
    architecture: fc.option(anyArchitecture(), { nil: null }),
  }),
  fc.record({ view: fc.constant('rerun' as const), recipe: word }),
);

/** What mail programs, networks and sentences add. */
const TAILS = [
  '',
  '&fbclid=IwAR0_x-1',
  '&utm_source=mail&utm_medium=a.b',
  '?utm_source=mail',
  '&gclid=a',
  '?fbclid=x&gclid=y',
  '.',
  ')',
  '),',
  '>',
  '&fbclid=abc.',
  '.&fbclid=abc',
  ' \n',
  '&amp;fbclid=abc',
  '&ref',
  '&',
  '?',
];

test('decode answers what encode was given, whatever is appended, as a link or as its fragment', () => {
  fc.assert(
    fc.property(anyRoute, fc.constantFrom(...TAILS), fc.boolean(), (route, tail, whole) => {
      const fragment = encodeRoute(route);
      const page = whole && fragment !== '' ? 'https://example.org/play/?lang=en&q=%23a' : '';
      expect(decodeRoute(`${page}${fragment}${tail}`)).toEqual({ ok: true, value: route });
    }),
    { numRuns: 500 },
  );
});

test('commands read a pair past the same tails', () => {
  for (const tail of TAILS)
    for (const link of [`https://example.org/#c=${code}`, `#c=${code}`, code])
      expect(parseShareFragment(`${link}${tail}`), tail).toEqual({ ok: true, value: nasnet });
});

test.each<[string, Route]>([
  ['#inspect=13', { view: 'inspector', trial: 13 }],
  ['#inspect=h1', { view: 'inspector', trial: -1 }],
  ['#inspect=h1,3', { view: 'inspector', trial: -1, beside: 3 }],
  ['#inspect=3,h12.', { view: 'inspector', trial: 3, beside: -12 }],
  ['#inspect=13,9&fbclid=x', { view: 'inspector', trial: 13, beside: 9 }],
  [`#edit=${code}`, { view: 'editor', architecture: nasnet }],
  ['#edit=new', { view: 'editor', architecture: null }],
  ['#lesson=4&step=2', { view: 'lesson', lesson: 4, step: 2 }],
  ['#lesson=3', { view: 'lesson', lesson: 3, step: 1 }],
  ['#lesson=4&fbclid=9&step=2&step=7', { view: 'lesson', lesson: 4, step: 2 }],
  ['#board', { view: 'board' }],
  ['#board?utm_source=chat', { view: 'board' }],
  ['#contest=b5-100k', { view: 'contest', terms: 'b5-100k', architecture: null }],
  ['#r=AbC-_1', { view: 'rerun', recipe: 'AbC-_1' }],
  [`#c=${code}&by=Ada&claim=41.2`, { view: 'pair', architecture: nasnet }],
  [`%23c%3D${code}%26fbclid%3Dabc`, { view: 'pair', architecture: nasnet }],
  ['#', { view: 'home' }],
  ['#&fbclid=abc', { view: 'home' }],
])('%s', (link, route) => {
  expect(decodeRoute(link)).toEqual({ ok: true, value: route });
});

test.each([
  ['#inspect=', 'inspector', 'damaged-link', 'no-trial'],
  ['#inspect=0', 'inspector', 'damaged-link', 'no-trial'],
  ['#inspect=1e3', 'inspector', 'damaged-link', 'no-trial'],
  ['#inspect', 'inspector', 'damaged-link', 'no-trial'],
  ['#inspect=13,x', 'inspector', 'damaged-link', 'no-trial'],
  ['#inspect=13,9,8', 'inspector', 'damaged-link', 'no-trial'],
  ['#lesson=two', 'lesson', 'damaged-link', 'no-lesson'],
  ['#lesson=2&step=x', 'lesson', 'damaged-link', 'no-step'],
  ['#contest=', 'contest', 'damaged-link', 'no-contest'],
  ['#r', 'rerun', 'damaged-link', 'no-recipe'],
  [`#edit=${code.slice(1)}`, 'editor', 'damaged', 'checksum'],
  ['#c=', 'pair', 'damaged', 'too-short'],
  ['#c=new', 'pair', 'damaged', 'too-short'],
  ['#edit=', 'editor', 'damaged', 'too-short'],
  ['#edit', 'editor', 'damaged', 'too-short'],
  ['#lessons', 'pair', 'damaged', 'checksum'],
  ['#colour=red', null, 'damaged-link', 'no-view'],
])('%s is damaged, and says what it would have opened', (link, view, kind, flaw) => {
  expect(decodeRoute(link)).toEqual({ ok: false, error: { view, error: { kind, flaw } } });
});

test('any text answers a route or an error, at once', () => {
  fc.assert(fc.property(fc.string(), (text) => void decodeRoute(text)));
  for (const text of ['.'.repeat(1e6), '&'.repeat(1e6), '#r='.repeat(3e5), '%'.repeat(1e6)])
    expect(typeof decodeRoute(text).ok).toBe('boolean');
});
