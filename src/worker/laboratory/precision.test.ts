import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { comparableKey, PRESET_SETTINGS } from '../../settings/settings.ts';
import { checkPrecision, recipeOf } from './recipeOf.ts';

const { settings } = PRESET_SETTINGS.mini;
const half = { ...settings, precision: 16 } as const;

test('16 bits are refused, before anything is trained, by all engines but the one that has them', () => {
  for (const engine of ['wasm', 'reference']) {
    expect(() => checkPrecision(half, engine)).toThrow(InputError);
    expect(() => checkPrecision(half, engine)).toThrow('trains in 32 bits only');
    checkPrecision(settings, engine);
  }
  checkPrecision(half, 'compiled');
  expect(recipeOf(half).precision).toBe(16);
});

test('runs of another precision are not comparable, and those of 32 bits keep their key', () => {
  expect(comparableKey(half)).not.toBe(comparableKey(settings));
  expect(comparableKey(settings)).not.toContain('precision');
});
