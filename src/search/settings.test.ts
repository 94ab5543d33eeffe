import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  comparableKey,
  PRESET_SETTINGS,
  SETTING_RANGES,
  type Settings,
  validateSettings,
} from './settings.ts';

const demo = PRESET_SETTINGS.demo.settings;

function messages(patch: Readonly<Record<string, unknown>>): readonly string[] {
  const result = validateSettings({ ...demo, ...patch });
  return result.ok ? [] : result.error.map((problem) => problem.message);
}

test('every preset is valid and comes back as it is', () => {
  for (const { settings } of Object.values(PRESET_SETTINGS)) {
    expect(validateSettings(JSON.parse(JSON.stringify(settings)))).toEqual({ ok: true, value: settings });
  }
});

test('every numeric setting has a range, and both bounds are allowed', () => {
  const numeric = Object.entries(demo).filter(([, value]) => typeof value === 'number');
  expect(numeric.map(([field]) => field).sort()).toEqual(Object.keys(SETTING_RANGES).sort());
  for (const [field, { min, max, description }] of Object.entries(SETTING_RANGES)) {
    const own = (value: number): readonly string[] =>
      messages({ [field]: value }).filter((message) => message.startsWith(`${field} must`));
    expect(own(min)).toEqual([]);
    expect(own(max)).toEqual([]);
    expect(own(min - 1)).toHaveLength(1);
    expect(own(max + 1)).toHaveLength(1);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});

test('problems are sentences with the value and what is allowed', () => {
  expect(messages({ blocks: 8 })).toEqual(['blocks must be a whole number from 1 to 7, not 8.']);
  expect(messages({ batch: 2.5 })).toEqual(['batch must be a whole number from 1 to 512, not 2.5.']);
  expect(messages({ learningRate: Number.NaN })).toEqual([
    'learningRate must be a number from 0.0001 to 1, not NaN.',
  ]);
  expect(messages({ momentum: undefined })).toEqual([
    'momentum must be a number from 0 to 0.99, not missing.',
  ]);
  expect(messages({ batch: 128 })).toEqual([
    'batch is 128, but there are only 96 training images: take at most as many.',
  ]);
  expect(messages({ trainImages: 45_000, validationImages: 6000 })).toEqual([
    '45,000 training and 6,000 validation images are more than the 50,000 there are: take fewer of either.',
  ]);
  expect(messages({ operations: [] })[0]).toContain('at least one');
  expect(messages({ operations: ['identity', 'identity'] })[0]).toContain('identity twice');
  expect(messages({ operations: ['conv_9x9'] })[0]).toContain('"conv_9x9", which is none of identity,');
  expect(messages({ operations: [undefined] })[0]).toContain('operations holds missing');
  expect(messages({ strategy: 'evolution', flip: 1, dataset: 'mnist', auxiliary: null })).toHaveLength(4);
});

test('no value at all makes validation throw', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true }),
      (value) => typeof validateSettings(value).ok === 'boolean',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(demo)), fc.anything({ withBigInt: true }), (field, value) => {
      const result = validateSettings({ ...demo, [field]: value });
      return result.ok || result.error.every((problem) => problem.message.endsWith('.'));
    }),
  );
});

test('fields of another version are left out', () => {
  expect(validateSettings({ ...demo, temperature: 3 })).toEqual({ ok: true, value: demo });
});

test('runs are comparable when only the way of choosing children differs', () => {
  const key = comparableKey(demo);
  const chosen: Partial<Settings> = {
    strategy: 'random',
    seed: 9,
    trials: 99,
    childrenPerUpdate: 5,
    controllerLearningRate: 0.1,
    entropyWeight: 0,
    baselineDecay: 0.5,
    operations: [...demo.operations].reverse(),
  };
  expect(comparableKey({ ...demo, ...chosen })).toBe(key);
  for (const field of Object.keys(demo) as (keyof Settings)[]) {
    if (field in chosen) continue;
    const value = demo[field];
    const other = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : 'synthetic';
    expect(comparableKey({ ...demo, [field]: other }), field).not.toBe(key);
  }
  expect(comparableKey({ ...demo, operations: ['identity'] })).not.toBe(key);
});
