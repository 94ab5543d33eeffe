import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BEYOND_MADE, cleanName, MOST_MADE, MOST_SEEDS, madeSeed } from '../../search/made.ts';
import { PRESET_IDS, PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { anyArchitecture } from '../../space/testing/arbitraries.ts';
import { seal, unseal } from '../envelope.ts';
import { decodeRoute, encodeRoute } from '../route.ts';
import { encodeArchitecture } from '../share.ts';
import { type Contest, cleanTitle, contestDigest, decodeContest, encodeContest } from './contest.ts';
import { describeContestError } from './contestError.ts';
import { decodeHandIn, encodeHandIn, type HandIn, roundClaim } from './handIn.ts';
import { describeHandInError } from './handInError.ts';

const demo = PRESET_SETTINGS.demo.settings;
const contest: Contest = {
  title: 'The best cell under 100 k parameters',
  settings: PRESET_SETTINGS.mini.settings,
  limits: { parameters: 100_000 },
  seeds: [0, 1, 2].map((at) => BEYOND_MADE + at),
};

const limit = fc.integer({ min: 1, max: 1e12 });
const anyContest: fc.Arbitrary<Contest> = fc.record({
  title: fc.string({ unit: 'grapheme', maxLength: 80 }).map(cleanTitle),
  settings: fc
    .record({ preset: fc.constantFrom(...PRESET_IDS), epochs: fc.integer({ min: 1, max: 20 }) })
    .map(({ preset, epochs }) => ({
      ...PRESET_SETTINGS[preset].settings,
      ...(preset === 'table' ? {} : { epochs }),
    })),
  limits: fc.oneof(
    fc.constant({}),
    fc.record({ parameters: limit }),
    fc.record({ multiplyAdds: limit }),
    fc.record({ parameters: limit, multiplyAdds: limit }),
  ),
  seeds: fc
    .uniqueArray(fc.integer({ min: BEYOND_MADE, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 9 })
    .map((seeds) => seeds.sort((a, b) => a - b)),
});

function refusal(text: string): string {
  const read = decodeContest(text);
  return read.ok ? '' : describeContestError(read.error);
}

test('any contest comes back from its link, which the page opens as a contest, and has one digest', () => {
  fc.assert(
    fc.property(anyContest, (given) => {
      const code = encodeContest(given);
      const read = decodeContest(code);
      expect(read).toEqual({ ok: true, value: given });
      expect(decodeRoute(encodeRoute({ view: 'contest', terms: code, architecture: null }))).toEqual({
        ok: true,
        value: { view: 'contest', terms: code, architecture: null },
      });
      expect(contestDigest(given)).toMatch(/^[\w-]{8}$/);
      if (read.ok) expect(contestDigest(read.value)).toBe(contestDigest(given));
    }),
  );
});

test('a contest is short, and its digest is what it was when this was written', () => {
  expect(encodeContest(contest).length).toBeLessThan(90);
  expect(contestDigest(contest)).toMatchInlineSnapshot(`"n9Rvz72u"`);
  expect(encodeContest(contest)).toMatchInlineSnapshot(
    `"AkBVGhlIGJlc3QgY2VsbCB1bmRlciAxMDAgayBwYXJhbWV0ZXJzg1hDADABBAAAJreinforceAOQJ5n9Rv"`,
  );
});

test('another title, limit, recipe or seed is another digest', () => {
  const others: Contest[] = [
    contest,
    { ...contest, title: 'The best cell under 100 k parameter' },
    { ...contest, limits: { parameters: 100_001 } },
    { ...contest, limits: { multiplyAdds: 100_000 } },
    { ...contest, limits: {} },
    { ...contest, settings: demo },
    { ...contest, settings: { ...contest.settings, seed: contest.settings.seed + 1 } },
    { ...contest, seeds: [BEYOND_MADE, BEYOND_MADE + 1] },
  ];
  expect(new Set(others.map(contestDigest)).size).toBe(others.length);
});

test('a damaged contest, one cut off, one from a newer page and one misspelled are told apart', () => {
  const code = encodeContest(contest);
  expect(refusal(code.slice(0, -3))).toMatch(/damaged/);
  expect(refusal(`${code.slice(0, 9)}${code[9] === 'x' ? 'y' : 'x'}${code.slice(10)}`)).toMatch(/checksum/);
  expect(refusal('AB')).toMatch(/too short/);
  expect(refusal('A'.repeat(5000))).toMatch(/longer than any/);
  const { version, payload } = (unseal(code) as { ok: true; value: { version: number; payload: number[] } })
    .value;
  expect(refusal(seal({ version: version + 1, payload }))).toMatch(/newer version/);
  expect(refusal(seal({ version, payload: [...payload, 0] }))).toMatch(/damaged/);
  expect(refusal(seal({ version, payload: [] }))).toMatch(/not spelled/);
});

test('any text is answered', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.integer({ min: 0, max: 63 })).map((payload) => seal({ version: 1, payload })),
      ),
      (text) => {
        expect(refusal(text)).toMatch(/\.$/);
        const handIn = decodeHandIn(text);
        expect(handIn.ok ? '' : describeHandInError(handIn.error)).toMatch(/\.$/);
      },
    ),
  );
});

test('no child by hand is ever seeded by what a board ranks by', () => {
  expect(madeSeed(MOST_MADE, MOST_SEEDS)).toBeLessThan(BEYOND_MADE);
  expect(() => encodeContest({ ...contest, seeds: [BEYOND_MADE - 1] })).toThrow(RangeError);
  expect(() => encodeContest({ ...contest, seeds: [BEYOND_MADE + 1, BEYOND_MADE] })).toThrow(RangeError);
  expect(() => encodeContest({ ...contest, seeds: [] })).toThrow(RangeError);
  expect(() => encodeContest({ ...contest, title: ' a' })).toThrow(RangeError);
  expect(() => encodeContest({ ...contest, limits: { parameters: 0.5 } })).toThrow(RangeError);
});

const handIn: HandIn = {
  architecture: presetOf('nasnet-a').architecture,
  by: 'Ada',
  claim: roundClaim(661 / 1500),
  seed: madeSeed(2, 1),
  contest: contestDigest(contest),
};
const anyHandIn: fc.Arbitrary<HandIn> = fc.record({
  architecture: anyArchitecture(),
  by: fc.string({ unit: 'grapheme', maxLength: 40 }).map((name) => cleanName(name) || 'Ada'),
  claim: fc.integer({ min: 0, max: 50_000 }).map((right) => roundClaim(right / 50_000)),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  contest: anyContest.map(contestDigest),
});

test('any hand-in comes back from its link, whatever programs do to it, and the page opens its pair', () => {
  fc.assert(
    fc.property(anyHandIn, (given) => {
      const hash = encodeHandIn(given);
      const link = `https://example.org/nas/${hash}`;
      for (const text of [hash, link, ` <${link}>.`, encodeURIComponent(link), `${link}&utm_source=mail`])
        expect(decodeHandIn(text)).toEqual({ ok: true, value: given });
      const route = decodeRoute(hash);
      expect(route).toEqual({ ok: true, value: { view: 'pair', architecture: given.architecture } });
    }),
  );
});

const handInRefusal = (text: string): string => {
  const read = decodeHandIn(text);
  return read.ok ? '' : read.error.kind;
};

test('a link that lost its end anywhere says so; a pair alone is no hand-in', () => {
  const hash = encodeHandIn(handIn);
  const code = encodeArchitecture(handIn.architecture);
  for (let end = hash.indexOf('&by=') + 4; end < hash.length; end++)
    expect(handInRefusal(hash.slice(0, end))).toBe('cut-off');
  expect(decodeHandIn(`#c=${code}`)).toEqual({ ok: false, error: { kind: 'no-hand-in', isPair: true } });
  expect(decodeHandIn(code)).toEqual({ ok: false, error: { kind: 'no-hand-in', isPair: true } });
  expect(decodeHandIn('hello')).toEqual({ ok: false, error: { kind: 'no-hand-in', isPair: false } });
  expect(decodeHandIn('#board')).toEqual({ ok: false, error: { kind: 'no-hand-in', isPair: false } });
});

test('one changed sign anywhere is found', () => {
  const hash = encodeHandIn(handIn);
  const start = hash.indexOf('=') + 1;
  for (let at = start; at < hash.length; at++) {
    if ('&='.includes(hash.charAt(at)) || /[a-z]+$/.test(hash.slice(0, at + 1).match(/&[a-z]+$/)?.[0] ?? ''))
      continue;
    const other = `${hash.slice(0, at)}${hash.charAt(at) === '7' ? '8' : '7'}${hash.slice(at + 1)}`;
    expect(handInRefusal(other)).toBe('changed');
  }
});

test('a claim that is no accuracy, a name that is none and a newer format are told apart', () => {
  expect(() => encodeHandIn({ ...handIn, claim: 1.2 })).toThrow(RangeError);
  expect(() => encodeHandIn({ ...handIn, claim: 1 / 3 })).toThrow(RangeError);
  expect(() => encodeHandIn({ ...handIn, by: '' })).toThrow(RangeError);
  expect(() => encodeHandIn({ ...handIn, seed: -1 })).toThrow(RangeError);
  expect(() => encodeHandIn({ ...handIn, contest: 'x' })).toThrow(RangeError);
  const summed = (told: string, version = 1): string => {
    const payload = Array.from(told).flatMap((sign) => [sign.charCodeAt(0) >> 6, sign.charCodeAt(0) & 63]);
    const sealed = seal({ version, payload });
    return `#${told}&sum=${sealed[0]}${sealed.slice(-4)}`;
  };
  const told = encodeHandIn(handIn).slice(1).split('&sum=')[0]!;
  expect(summed(told)).toBe(encodeHandIn(handIn));
  expect(handInRefusal(summed(told, 2))).toBe('newer-hand-in');
  expect(handInRefusal(summed(told.replace(/claim=[\d.]+/, 'claim=1.5')))).toBe('hand-in-values');
  expect(handInRefusal(summed(told.replace('by=Ada', 'by=~FF')))).toBe('hand-in-values');
  expect(handInRefusal(summed(told.replace(/c=.../, 'c=AAA')))).toBe('hand-in-cells');
});
