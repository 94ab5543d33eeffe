import { expect, test } from 'vitest';
import { decodeRoute } from '../codecs/route.ts';
import { encodeArchitecture } from '../codecs/share.ts';
import { presetOf } from '../space/presets.ts';
import { linkProblem } from '../ui/texts/problems.ts';
import { openedBy } from './routes.ts';

const { architecture } = presetOf('nasnet-a');
const code = encodeArchitecture(architecture);
const opened = (fragment: string) => openedBy(decodeRoute(fragment));

test('a pair is opened, an empty address opens nothing, a damaged code says so', () => {
  expect(opened(`#c=${code}&fbclid=abc`)).toEqual({ ok: true, value: architecture });
  expect(opened('')).toBeNull();
  expect(opened('#c=abc')).toMatchObject({ ok: false, error: { kind: 'damaged' } });
});

test.each([
  [`#edit=${code}`, /the editor/],
  ['#lesson=4&step=2', /a lesson/],
  ['#board', /the class board/],
  ['#contest=b5', /a contest/],
  ['#r=AbC', /a search that is to be run again/],
])('%s names the part that is missing, and is not called damaged', (fragment, part) => {
  const result = opened(fragment);
  if (result?.ok !== false) throw new Error(`${fragment} opened something`);
  const { what, rest } = linkProblem(result.error);
  expect(what).toBe('The link is newer than this page.');
  expect(rest).toMatch(part);
  expect(rest).not.toMatch(/damaged/);
});
