import { expect, test } from 'vitest';
import { type LiveRun, liveRun } from '../../run/live.ts';
import { newRun } from '../../run/run.ts';
import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import { browser } from '../testing/browser.ts';
import { nextSettings as next } from './nextSettings.ts';

const { settings } = PRESET_SETTINGS.demo;
const run = (own: Settings = settings) => ({
  ...liveRun('1', newRun({ name: '', created: '', settings: own })),
  phase: 'finished' as const,
});

const nextSettings = (run: LiveRun | null, settings: Settings, lent: unknown, fitted = false) =>
  next({ run, settings, lent, fitted });

test('after a finished run the same settings take the next seed, in whatever order they stand', () => {
  expect(nextSettings(run(), settings, null)).toEqual({ ...settings, seed: 2 });
  const turned = Object.fromEntries(Object.entries(settings).reverse()) as unknown as Settings;
  expect(nextSettings(run(turned), settings, null).seed).toBe(2);
});

test('after the last seed comes the first', () => {
  const last = { ...settings, seed: 4_294_967_295 };
  expect(nextSettings(run(last), last, null).seed).toBe(0);
});

test('whoever changed any setting keeps their seed', () => {
  expect(nextSettings(run(), { ...settings, trials: 13 }, null)).toEqual({ ...settings, trials: 13 });
  expect(nextSettings(run(), { ...settings, seed: 7 }, null).seed).toBe(7);
  expect(nextSettings(run(), { ...settings, strategy: 'random' }, null).seed).toBe(1);
});

test('fitted settings go on with the next seed whatever number of children they have by now', () => {
  expect(nextSettings(run(), { ...settings, trials: 36 }, null, true)).toEqual({
    ...settings,
    trials: 36,
    seed: 2,
  });
  expect(nextSettings(run(), { ...settings, imageSize: 16 }, null, true).seed).toBe(1);
});

test('before a run, after one that did not finish and beside one that plays by itself they are as they are', () => {
  expect(nextSettings(null, settings, null)).toBe(settings);
  expect(nextSettings({ ...run(), phase: 'stopped' }, settings, null)).toBe(settings);
  expect(nextSettings({ ...run(), phase: 'failed' }, settings, null)).toBe(settings);
  expect(nextSettings({ ...run(), isPreview: true }, settings, null)).toBe(settings);
});

test('Start and Step go on with the next seed: in the settings, in the run and for the worker', () => {
  for (const begin of ['start', 'step'] as const) {
    const { get, sent, tell } = browser().open();
    get().start('run');
    expect(get()).toMatchObject({ settings: { seed: 1 }, run: { settings: { seed: 1 } } });
    tell({ type: 'phase', phase: 'finished' });
    if (begin === 'start') get().start('run');
    else get().step();
    expect(get()).toMatchObject({ settings: { seed: 2 }, run: { settings: { seed: 2 } } });
    expect(sent.at(-1)).toMatchObject({ type: 'start', settings: { seed: 2 } });
  }
});

test('a preset that was chosen after the run starts as it stands', () => {
  const { get, tell } = browser().open();
  get().start('run');
  tell({ type: 'phase', phase: 'finished' });
  get().applyPreset('mini');
  get().start('run');
  expect(get().run?.settings).toEqual(get().settings);
  expect(get().settings.seed).toBe(1);
});
