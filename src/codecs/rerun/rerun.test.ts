import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Setting } from '../../base/setting.ts';
import {
  PRESET_IDS,
  PRESET_SETTINGS,
  presetFor,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  STRATEGY_IDS,
  settingOf,
  validateSettings,
} from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { anyArchitecture } from '../../space/testing/arbitraries.ts';
import { seal, unseal } from '../envelope.ts';
import { decodeRerun, differencesOf, encodeRerun } from './rerun.ts';
import { describeRerunError } from './rerunError.ts';
import recorded from './testing/recorded.json' with { type: 'json' };
import { valueSextets, wholeSextets, wordSextets } from './values.ts';

const { architecture } = presetOf('nasnet-a');
const demo = PRESET_SETTINGS.demo.settings;

function anyValue(entry: Setting): fc.Arbitrary<unknown> {
  switch (entry.kind) {
    case 'number': {
      const { min, max, step } = entry;
      return Number.isInteger(step)
        ? fc.integer({ min, max })
        : fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
    }
    case 'switch':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...entry.choices);
    case 'subset':
      return fc.shuffledSubarray([...entry.choices], { minLength: 1 }).filter((ids) => ids.length > 0);
    default:
      return entry satisfies never;
  }
}

const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    preset: fc.constantFrom(...PRESET_IDS),
    strategy: fc.constantFrom(...STRATEGY_IDS),
    changed: fc.subarray([...SETTING_NAMES], { maxLength: 5 }),
  })
  .chain(({ preset, strategy, changed }) =>
    fc
      .record(Object.fromEntries(changed.map((name) => [name, anyValue(settingOf(name))])))
      .map((change) => ({ ...presetFor(preset, strategy), ...change }) as Settings),
  )
  .filter((settings) => validateSettings(settings).ok);

/** A link of version 1 with a good checksum. */
const sealed = (
  preset: number,
  strategy: string,
  told: readonly (readonly number[])[],
  version = 1,
): string =>
  seal({
    version,
    payload: [
      0,
      ...wholeSextets(preset),
      ...wordSextets(strategy),
      ...wholeSextets(told.length),
      ...told.flat(),
    ],
  });
const named = (name: string, value: Parameters<typeof valueSextets>[0]): number[] => [
  ...[0, ...wordSextets(name)],
  ...valueSextets(value),
];

function refusal(code: string): string {
  const read = decodeRerun(code);
  return read.ok ? 'read' : describeRerunError(read.error);
}

test('decode answers what encode was given: every valid settings, with a pair and without', () => {
  fc.assert(
    fc.property(anySettings, fc.option(anyArchitecture()), (settings, pair) => {
      const code = encodeRerun({ architecture: pair, settings });
      expect(code).toMatch(/^[\w-]+$/);
      expect(decodeRerun(code)).toEqual({ ok: true, value: { architecture: pair, settings } });
    }),
    { numRuns: 1000 },
  );
});

test('any text answers settings or a sentence', () => {
  const check = (text: string): void => {
    const read = decodeRerun(text);
    if (read.ok) expect(validateSettings(read.value.settings).ok).toBe(true);
    else expect(describeRerunError(read.error)).toMatch(/^This (link|share code).{20,}\.$/);
  };
  fc.assert(fc.property(fc.string({ unit: 'binary' }), check));
  const sextets = fc.array(fc.nat(63), { maxLength: 40 });
  fc.assert(
    fc.property(sextets, (payload) => check(seal({ version: 1, payload }))),
    { numRuns: 3000 },
  );
  // Sound up to the values, which are anything.
  fc.assert(
    fc.property(fc.constantFrom(...SETTING_NAMES), sextets, (name, value) =>
      check(sealed(1, 'ppo', [[0, ...wordSextets(name), ...value]])),
    ),
    { numRuns: 3000 },
  );
});

test('one damaged character is noticed', () => {
  const code = encodeRerun({ architecture, settings: { ...demo, seed: 7 } });
  fc.assert(
    fc.property(fc.nat(code.length - 1), fc.constantFrom(...'Az09-_'), (at, sign) => {
      fc.pre(code[at] !== sign);
      expect(refusal(code.slice(0, at) + sign + code.slice(at + 1))).toMatch(/is damaged/);
    }),
  );
  expect(refusal(code.slice(0, 20))).toMatch(/is damaged: its checksum does not match\. Copy it again/);
  expect(refusal('')).toMatch(/too short/);
});

test('a link is short', () => {
  const lengthOf = (settings: Settings) => encodeRerun({ architecture, settings }).length;
  expect(lengthOf(demo)).toBeLessThanOrEqual(50);
  expect(lengthOf({ ...presetFor('mini', 'ppo'), trials: 30, seed: 7 })).toBeLessThanOrEqual(54);
  expect(encodeRerun({ architecture: null, settings: demo }).length).toBeLessThanOrEqual(20);
});

test('the preset that leaves the least to be told is named', () => {
  for (const id of PRESET_IDS) {
    for (const strategy of STRATEGY_IDS) {
      if (id === 'paper' && strategy !== 'ppo') continue;
      const settings = { ...presetFor(id, strategy), seed: 9 };
      expect(differencesOf(settings)).toEqual({ preset: id, names: ['seed'] });
    }
  }
});

test('a setting of a newer version is named, and so are several', () => {
  const future = [named('warmup', 5), named('seed', 7)];
  expect(refusal(sealed(1, 'ppo', future))).toMatch(
    /has a setting that this page does not know: warmup\. Reload/,
  );
  const two = [named('warmup', 5), named('mixup', [1, 2]), named('warmup', true)];
  expect(refusal(sealed(1, 'ppo', two))).toMatch(
    /has settings that this page does not know: warmup, mixup\./,
  );
  // Names that every object has are no settings.
  for (const name of ['toString', '__proto__', 'constructor'])
    expect(refusal(sealed(1, 'ppo', [named(name, 5)]))).toContain(`does not know: ${name}.`);
});

test('what is newer than this page is called so', () => {
  expect(refusal(sealed(1, 'ppo', [], 2))).toMatch(
    /newer version of the playground \(format 2, this page reads up to 1\)/,
  );
  expect(refusal(sealed(29, 'ppo', []))).toMatch(/begins with a preset that this page does not have/);
});

test('a choice of a newer version is named, and its setting', () => {
  expect(refusal(sealed(1, 'bayes', []))).toBe(
    'This link to a search asks for what this page does not have: Strategy "bayes". Reload the page, or open the link where it was made.',
  );
  expect(
    refusal(sealed(1, 'ppo', [named('operations', [0, 20, 60, 20]), named('dataset', 'cifar1000')])),
  ).toMatch(
    /does not have: Operations, the 21st of them \(there are 14 here\), Operations, the 61st .*, .* "cifar1000"\. Reload/,
  );
});

test('a value out of range says which setting, and its range', () => {
  expect(refusal(sealed(1, 'ppo', [named('epochs', 700)]))).toMatch(
    /^This link’s settings are none that a search can have\. Epochs must be a whole number from 1 to 600, not 700\. Ask/,
  );
  expect(refusal(sealed(1, 'ppo', [named('epochs', 'many')]))).toMatch(/Epochs must be .* not "many"\./);
  expect(refusal(sealed(1, 'ppo', [named('batch', 500), named('trainImages', 100)]))).toMatch(
    /Batch is 500, but there are only 100 training images/,
  );
});

test('what is not spelled as links are is refused', () => {
  const code = encodeRerun({ architecture: null, settings: demo });
  const envelope = unseal(code);
  if (!envelope.ok) throw new Error(envelope.error);
  const { version, payload } = envelope.value;
  expect(refusal(seal({ version, payload: [...payload, 0] }))).toMatch(/not spelled/);
  expect(refusal(seal({ version, payload: payload.slice(0, -1) }))).toMatch(/not spelled/);
  expect(refusal(seal({ version, payload: Array(5000).fill(1) }))).toMatch(/longer than any settings/);
});

test('a text of any length is refused at once', () => {
  const text = 'A'.repeat(50_000_000);
  const start = performance.now();
  expect(refusal(text)).toMatch(/longer than any settings/);
  expect(performance.now() - start).toBeLessThan(1000);
});

test('settings that no search can have get no link', () => {
  expect(() => encodeRerun({ architecture: null, settings: { ...demo, epochs: 0 } })).toThrow(RangeError);
});

test('recorded links go on meaning what they meant', () => {
  for (const { code, architecture: pair, settings } of recorded) {
    const read = decodeRerun(code);
    if (!read.ok) throw new Error(describeRerunError(read.error));
    expect(read.value.architecture).toEqual(pair);
    // Settings that came later have the values that stand for none.
    for (const [name, value] of Object.entries(settings))
      expect(read.value.settings[name as SettingName]).toEqual(value);
  }
});
