import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Architecture } from '../space/architecture.ts';
import { OPERATION_IDS, PAPER_OPERATION_IDS } from '../space/operations/index.ts';
import { CELL_PRESETS, presetOf } from '../space/presets.ts';
import { sampleArchitecture } from '../space/sample.ts';
import { anyArchitecture } from '../space/testing/arbitraries.ts';
import { validateArchitecture } from '../space/validity.ts';
import { seal, unseal } from './envelope.ts';
import { packDigits } from './mixedRadix.ts';
import { decodeArchitecture, encodeArchitecture, parseShareFragment, shareLink } from './share.ts';
import { describeShareError } from './shareError.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const nasnet = presetOf('nasnet-a').architecture;
const code = encodeArchitecture(nasnet);

function kindOf(text: string): string {
  const result = decodeArchitecture(text);
  return result.ok ? 'ok' : result.error.kind;
}

/** A payload of version 1 with a good checksum, from raw digits. */
const sealed = (digits: readonly (readonly [value: number, radix: number])[]): string =>
  seal({ version: 1, payload: packDigits(digits.map(([value, radix]) => ({ value, radix }))) });

test('decode answers what encode was given, in the same spelling', () => {
  fc.assert(
    fc.property(anyArchitecture(), (architecture) => {
      expect(decodeArchitecture(encodeArchitecture(architecture))).toEqual({ ok: true, value: architecture });
    }),
    { numRuns: 1000 },
  );
});

test('published codes go on meaning what they meant', () => {
  expect(CELL_PRESETS.map(({ architecture }) => encodeArchitecture(architecture))).toMatchInlineSnapshot(`
    [
      "AYXZ7t0KSPsK51W0zInz28jDuLW-C",
      "A8LoMnNIxhndggg-vZzjGTZ2heTAw",
      "Ao7S4GElKy1F8T3-lfEVB-Gya",
      "AkV9Bz6rzNbN6ItSupsUB5pgE",
      "A0ZHcQtqLVNBvO04ytUe5ZTcvvUgq",
    ]
  `);
});

test('an operation beyond the paper takes a character or two more', () => {
  const { normal, reduction } = nasnet;
  const [first, ...rest] = normal.blocks;
  const wide = [{ ...first!, operations: ['dilconv_5x5', 'sepconv_3x3'] as const }, ...rest];
  expect(encodeArchitecture({ normal: { ...normal, blocks: wide }, reduction })).toMatchInlineSnapshot(
    `"A5jC25IUV9S0vmVhuZ330jY9vtbMZ7"`,
  );
});

test('five blocks a cell take 29 characters, with outputs or without; the largest pair 40', () => {
  const random = createRandom(1);
  const five = sampleArchitecture({ blocks: 5, operations: PAPER_OPERATION_IDS }, random);
  expect(encodeArchitecture(five)).toMatch(/^[\w-]{29}$/);
  expect(code).toMatch(/^[\w-]{29}$/);
  const seven = sampleArchitecture({ blocks: 7, operations: PAPER_OPERATION_IDS }, random);
  expect(encodeArchitecture(seven)).toHaveLength(40);
});

test('an invalid architecture has no code', () => {
  const broken = { normal: { blocks: [] }, reduction: nasnet.reduction };
  expect(() => encodeArchitecture(broken)).toThrow(/normal cell: 0 blocks are out of range/);
});

test('any text answers an architecture or a typed error, and never an exception', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('\ud800', '\udc00', '😀', '#', 'c', '=', '%', '\0'), maxLength: 40 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      for (const result of [decodeArchitecture(text), parseShareFragment(text)]) {
        if (!result.ok) expect(['damaged', 'newer', 'outside']).toContain(result.error.kind);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a sound envelope with any payload decodes to what encodes to it, or is outside', () => {
  const payloads = fc.array(fc.integer({ min: 0, max: 63 }), { maxLength: 70 });
  const pairs = fc.constantFrom(...CELL_PRESETS.map(({ architecture }) => encodeArchitecture(architecture)));
  const nudged = fc.tuple(pairs, fc.nat(), fc.integer({ min: 0, max: 63 })).map(([text, place, sextet]) => {
    const envelope = unseal(text);
    if (!envelope.ok) throw new Error(envelope.error);
    return envelope.value.payload.with(place % envelope.value.payload.length, sextet);
  });
  const small = fc
    .tuple(fc.nat({ max: 3 }), fc.array(fc.nat({ max: 63 }), { minLength: 5, maxLength: 5 }))
    .map(([low, rest]) => [low, ...rest]);
  let decoded = 0;
  fc.assert(
    fc.property(fc.oneof(payloads, nudged, small), (payload) => {
      const text = seal({ version: 1, payload });
      const result = decodeArchitecture(text);
      if (!result.ok) {
        expect(result.error.kind).not.toBe('damaged');
        return;
      }
      decoded++;
      expect(validateArchitecture(result.value).ok).toBe(true);
      expect(encodeArchitecture(result.value)).toBe(text);
    }),
    { numRuns: 5000, seed: 3 },
  );
  expect(decoded).toBeGreaterThan(100);
});

test('every change of one character, and of one bit, is found and never reads as newer', () => {
  for (let place = 0; place < code.length; place++) {
    const damagedBy = (sign: string): string => code.slice(0, place) + sign + code.slice(place + 1);
    for (const sign of ALPHABET) if (sign !== code[place]) expect(kindOf(damagedBy(sign))).toBe('damaged');
    for (let bit = 0; bit < 16; bit++) {
      const flipped = String.fromCharCode(code.charCodeAt(place) ^ (1 << bit));
      expect(kindOf(damagedBy(flipped))).toBe('damaged');
    }
  }
});

test('every change within four neighbouring characters is found', () => {
  const four = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(anyArchitecture(), fc.nat(), four, (architecture, at, patch) => {
      const whole = encodeArchitecture(architecture);
      const place = at % (whole.length - 3);
      const other = whole.slice(0, place) + patch + whole.slice(place + 4);
      if (other !== whole) expect(kindOf(other)).toBe('damaged');
    }),
    { numRuns: 3000 },
  );
});

test('cut, lengthened, doubled, swapped or decorated codes are damaged', () => {
  for (let length = 0; length < code.length; length++) {
    expect(kindOf(code.slice(0, length))).toBe('damaged');
    expect(kindOf(code.slice(code.length - length))).toBe('damaged');
  }
  for (const sign of `${ALPHABET} \n=.`) {
    expect(kindOf(code + sign)).toBe('damaged');
    expect(kindOf(sign + code)).toBe('damaged');
  }
  for (const first of ALPHABET) {
    for (const second of ALPHABET) {
      expect(kindOf(code + first + second)).toBe('damaged');
      expect(kindOf(first + second + code)).toBe('damaged');
    }
  }
  expect(kindOf(code + code)).toBe('damaged');
  for (let i = 0; i + 1 < code.length; i++) {
    const swapped = code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2);
    if (swapped !== code) expect(kindOf(swapped)).toBe('damaged');
  }
});

test('random texts pass the checksum as seldom as 24 bits promise', () => {
  const random = createRandom(9);
  let passed = 0;
  for (let i = 0; i < 100_000; i++) {
    const text = Array.from({ length: 29 }, () => ALPHABET[random.integer(64)]).join('');
    if (kindOf(text) !== 'damaged') passed++;
  }
  expect(passed).toBeLessThan(2);
});

test('a code of a later version reads as newer, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 64 }),
      fc.array(fc.integer({ min: 0, max: 63 }), { maxLength: 300 }),
      (version, payload) => {
        expect(kindOf(seal({ version, payload }))).toBe('newer');
      },
    ),
  );
});

test('an operation that is not known yet reads as newer', () => {
  const cell = (operation: number): [number, number][] => [
    [0, 7],
    [0, 2],
    [1, 2],
    [operation, 16],
    [0, 16],
    [0, 2],
    [0, 9],
  ];
  expect(kindOf(sealed([[1, 4], ...cell(OPERATION_IDS.length), ...cell(0)]))).toBe('newer');
});

test('an intact code of no architecture is outside', () => {
  const cell = (output: number): [number, number][] => [
    [0, 7],
    [0, 2],
    [1, 2],
    [4, 13],
    [12, 13],
    [1, 2],
    [output, 9],
  ];
  expect(kindOf(sealed([[0, 4], ...cell(0), ...cell(0)]))).toBe('ok');
  const leavesOut = decodeArchitecture(sealed([[0, 4], ...cell(0), ...cell(1 + 0b011)]));
  expect(leavesOut).toMatchObject({
    ok: false,
    error: {
      kind: 'outside',
      flaw: 'invalid',
      rule: expect.stringContaining('reduction cell: output leaves out state 2'),
    },
  });
  // Digits left over, a larger radix than needed, a payload beyond all sizes.
  expect(kindOf(sealed([[0, 4], ...cell(0), ...cell(0), [1, 1024]]))).toBe('outside');
  expect(kindOf(sealed([[0, 4], ...cell(0), ...cell(0), [0, 1024]]))).toBe('outside');
  const wide = cell(0).map(([value, radix]): [number, number] => [value, radix === 13 ? 16 : radix]);
  expect(kindOf(sealed([[1, 4], ...wide, ...wide]))).toBe('outside');
  expect(kindOf(seal({ version: 1, payload: new Array(100_000).fill(1) }))).toBe('outside');
});

test('a megabyte of anything is answered at once, in few words', () => {
  const million = 1_000_000;
  const texts = [
    'A'.repeat(million),
    '😀'.repeat(million / 2),
    '\ud800'.repeat(million),
    ' '.repeat(million),
    '#'.repeat(million),
    'a'.repeat(million),
    seal({ version: 1, payload: new Array(million).fill(63) }),
  ];
  for (const text of texts) {
    const results = [decodeArchitecture(text), parseShareFragment(text)];
    for (const result of results) {
      expect(result.ok).toBe(false);
      if (!result.ok) expect(describeShareError(result.error).length).toBeLessThan(300);
    }
  }
});

test('a link, its fragment, the bare code, and spaces around them say the same', () => {
  const page = 'https://example.org/play/index.html?lang=en';
  expect(shareLink(page, nasnet)).toBe(`${page}#c=${code}`);
  expect(shareLink(`${page}#c=old#er`, nasnet)).toBe(`${page}#c=${code}`);
  const expected = { ok: true, value: nasnet satisfies Architecture };
  for (const text of [shareLink(page, nasnet), `#c=${code}`, `c=${code}`, code, `  #c=${code}\n`]) {
    expect(parseShareFragment(text)).toEqual(expected);
  }
});

test('what chat programs do to a link is undone', () => {
  const link = shareLink('https://example.org/?q=%23a', nasnet);
  const escaped = link.replace(/[-_]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  for (const text of [
    `${link}.`,
    `${link}),`,
    `${link}” `,
    `${link}\u200b`,
    `#c%3D${code}`,
    `%23c=${code}!`,
    escaped,
  ]) {
    expect(parseShareFragment(text)).toEqual({ ok: true, value: nasnet });
  }
  for (const text of [`${link}x.`, `${link.slice(0, -1)}.`, `#c=%${code}`, `#c=.${code}`]) {
    expect(parseShareFragment(text)).toMatchObject({ ok: false, error: { kind: 'damaged' } });
  }
  expect(parseShareFragment('.'.repeat(1_000_000)).ok).toBe(false);
});

test.each([
  '',
  '#',
  '#c=',
  '#lessons',
  'https://example.org/',
  '#c=%F0%9F%98%80',
  `#r=${code}`,
  `#c=#c=${code}`,
])('no pair of cells in %j', (text) => {
  const result = parseShareFragment(text);
  expect(result).toMatchObject({ ok: false, error: { kind: 'damaged' } });
  expect(result.ok ? '' : describeShareError(result.error)).toMatch(/damaged: .*\. Copy it again/);
});
