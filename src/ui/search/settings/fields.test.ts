import { expect, test } from 'vitest';
import type { SettingGroup } from '../../../base/setting.ts';
import { PRESET_SETTINGS, presetFor, SETTING_NAMES, STRATEGY_IDS } from '../../../settings/settings.ts';
import { fieldOf, isPreset, ownOf, parsed, shownIn, stepped } from './fields.ts';

const GROUPS: readonly SettingGroup[] = ['search', 'space', 'child', 'data', 'training'];
const all = { ...PRESET_SETTINGS.mini.settings, reward: 'cost', halving: true } as const;

test('every setting has one place in the column', () => {
  const shown = [
    ...GROUPS.flatMap((group) => shownIn(group, all)),
    // Of a run of one child alone.
    ...GROUPS.flatMap((group) => shownIn(group, { ...all, trials: 1 })),
    ...STRATEGY_IDS.flatMap((id) => ownOf(id, all)?.names ?? []),
  ];
  expect([...new Set(shown)].sort()).toEqual([...SETTING_NAMES].sort());
});

test('what counts only with another setting is there only with it', () => {
  const without = { ...all, reward: 'accuracy', halving: false } as const;
  const gone = shownIn('search', all).filter((name) => !shownIn('search', without).includes(name));
  expect(gone).toEqual(['costTarget', 'costExponent', 'reductionFactor', 'minimumEpochs']);
});

test('a strategy has its own settings alone', () => {
  expect(ownOf('ppo', all)).toEqual({
    title: 'Controller',
    names: ['controllerLearningRate', 'entropyWeight', 'baselineDecay', 'policyEpochs', 'clipRange'],
  });
  expect(ownOf('reinforce', all)?.names).toHaveLength(3);
  expect(ownOf('random', all)).toEqual({ title: 'Random search', names: ['repeatGraphs'] });
});

test('a narrow column has shorter names, and units only where they help', () => {
  expect(fieldOf('filters')).toEqual({ setting: 'filters', label: 'Filters, F', unit: '' });
  expect(fieldOf('cutout')).toEqual({ setting: 'cutout', label: 'Cutout', unit: 'px' });
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
