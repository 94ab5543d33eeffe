import { expect, test } from 'vitest';
import { presetFor } from '../../../settings/settings.ts';
import { presetName } from './presetName.ts';

test('settings are called by their preset, whatever their seed, or a person’s own', () => {
  const demo = presetFor('demo', 'evolution');
  expect(presetName({ ...demo, seed: 99 })).toBe('Demo');
  expect(presetName({ ...demo, trials: 40 })).toBe('Demo, 40 children');
  expect(presetName({ ...demo, filters: demo.filters + 1 })).toBe('Own settings');
});
