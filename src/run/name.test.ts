import { expect, test } from 'vitest';
import { PRESET_SETTINGS, presetFor } from '../settings/settings.ts';
import { copyName, defaultName, fileNameOf, freeName, nameFitted } from './name.ts';

test('a run gets the first name that is free', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  expect(freeName('Demo', [null, ...named('Mini')])).toBe('Demo');
  expect(freeName('Demo', named('Demo', 'Demo (2)', 'Demo (4)'))).toBe('Demo (3)');
  expect(copyName('Demo')).toBe('Demo (copy)');
});

test('a file is named by the words of its run', () => {
  expect(fileNameOf('Demo, reinforce, seed 1')).toBe('Demo-reinforce-seed-1.json');
  expect(fileNameOf('  Übung / ../2 ')).toBe('Übung-2.json');
  expect(fileNameOf('///')).toBe('run.json');
});

test('a run is called by its preset, or by its rung of the ladder and how many children', () => {
  const { settings } = PRESET_SETTINGS.demo;
  expect(defaultName(settings)).toBe('Demo, reinforce, seed 1');
  expect(defaultName({ ...presetFor('mini', 'ppo'), seed: 3 })).toBe('Mini CIFAR, ppo, seed 3');
  expect(defaultName({ ...settings, trials: 40 })).toBe('Demo, 40 children, reinforce, seed 1');
  expect(defaultName({ ...settings, filters: 7 })).toBe('Own settings, reinforce, seed 1');
});

test('a run that is fitted to where it trains is called by that, unless somebody named it', () => {
  const { settings } = PRESET_SETTINGS.demo;
  const place = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' };
  const name = defaultName(settings, { fittedTo: null, stand: [] });
  expect(name).toBe('Fitted, reinforce, seed 1');
  expect(defaultName(settings, { fittedTo: place, stand: [] })).toBe(
    'Fitted, 12 children, reinforce, seed 1',
  );
  const chosen = { ...settings, trials: 52 };
  const fitted = 'Fitted, 52 children, reinforce, seed 1';
  for (const before of [name, `${name} (2)`, 'Fitted, 12 children, reinforce, seed 1'])
    expect(nameFitted({ name: before, settings }, chosen)).toBe(fitted);
  // As commands call it.
  expect(nameFitted({ name: 'Demo, reinforce, seed 1', settings }, chosen)).toBe(
    'Demo, 52 children, reinforce, seed 1',
  );
  expect(nameFitted({ name: 'Mine', settings }, chosen)).toBe('Mine');
});
