import { expect, test } from 'vitest';
import { SETTING_RANGES } from '../../settings/ranges.ts';
import { presetFor, STRATEGY_IDS } from '../../settings/settings.ts';
import {
  AUGMENT_FIELDS,
  BLOCKS_FIELD,
  CHILD_FIELDS,
  COST_FIELDS,
  DATA_FIELDS,
  HALVING_FIELDS,
  isPreset,
  parsed,
  SEARCH_FIELDS,
  STRATEGY_FIELDS,
  stepped,
  TRAINING_FIELDS,
} from './fields.ts';

test('every number of the settings has one place in the column', () => {
  const shown = [
    BLOCKS_FIELD,
    ...[
      SEARCH_FIELDS,
      COST_FIELDS,
      HALVING_FIELDS,
      CHILD_FIELDS,
      DATA_FIELDS,
      AUGMENT_FIELDS,
      TRAINING_FIELDS,
    ].flat(),
    ...[STRATEGY_FIELDS.ppo, STRATEGY_FIELDS.evolution].flatMap((own) => own?.fields ?? []),
  ].map(({ setting }) => setting);
  expect([...shown].sort()).toEqual(Object.keys(SETTING_RANGES).sort());
});

test('what is typed becomes a number, or none', () => {
  expect(parsed(' 12 ')).toBe(12);
  expect(parsed('45,000')).toBe(45_000);
  expect(parsed('5e-4')).toBe(0.0005);
  expect(parsed('−3')).toBe(-3);
  for (const text of ['', 'ten', '1,5', '3 4']) expect(parsed(text)).toBeNaN();
});

test('arrows step without rounding dust and stop at the bounds', () => {
  expect(stepped('weightDecay', 0.0005, 1)).toBe(0.0006);
  expect(stepped('learningRate', 0.05, 1)).toBe(0.055);
  expect(stepped('momentum', 0.99, 1)).toBe(0.99);
  expect(stepped('trials', 1, -1)).toBe(1);
  expect(stepped('trials', Number.NaN, 1)).toBe(1);
});

test('a preset is recognised whatever its seed and strategy', () => {
  for (const strategy of STRATEGY_IDS) {
    const settings = { ...presetFor('mini', strategy), seed: 9 };
    expect(isPreset('mini', settings)).toBe(true);
    expect(isPreset('paper', settings)).toBe(false);
    expect(isPreset('mini', { ...settings, epochs: 4 })).toBe(false);
  }
});
