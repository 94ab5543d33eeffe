import { expect, test } from 'vitest';
import { PRESET_SETTINGS, presetFor, type Settings } from '../../settings/settings.ts';
import { browser } from '../testing/browser.ts';

const { settings: demo } = PRESET_SETTINGS.demo;
const linked: Settings = { ...presetFor('mini', 'ppo'), trials: 30, seed: 7 };

/** A browser’s small storage, and the settings that it would open with. */
function storing(settings: Settings = demo) {
  const kept = { text: JSON.stringify({ version: 1, settings }) };
  return {
    kept,
    settings: (): Settings => JSON.parse(kept.text).settings,
    storage: {
      getItem: () => kept.text,
      setItem: (_: string, text: string) => {
        kept.text = text;
      },
    },
  };
}

test('a link’s settings are the next run’s, and a person’s own are had back', () => {
  const { get } = browser().open();
  get().lendSettings(linked);
  expect(get()).toMatchObject({ settings: linked, fitted: false });
  get().keepOwnSettings();
  expect(get()).toMatchObject({ settings: demo, lent: null });
});

test('a second link does not take the first one’s settings for a person’s own', () => {
  const { get } = browser().open();
  get().lendSettings(linked);
  get().lendSettings({ ...linked, seed: 8 });
  expect(get().settings.seed).toBe(8);
  get().keepOwnSettings();
  expect(get().settings).toEqual(demo);
});

test('whoever has just these settings already lends nothing', () => {
  const { get } = browser().open();
  get().lendSettings({ ...demo });
  expect(get().lent).toBeNull();
  get().lendSettings(linked);
  get().lendSettings({ ...demo });
  expect(get()).toMatchObject({ lent: null, settings: demo });
});

test('own settings are what is remembered until the link’s start or are changed', () => {
  const { storage, settings } = storing();
  const { get } = browser().open(undefined, storage);
  get().lendSettings(linked);
  get().setTheme('dark');
  expect(settings()).toEqual(demo);
  get().changeSettings({ epochs: 2 });
  expect(settings()).toEqual({ ...linked, epochs: 2 });
  get().keepOwnSettings();
  expect(settings()).toEqual(demo);
  get().lendSettings(linked);
  get().start('run');
  expect(settings()).toEqual(linked);
});

test('Start makes that very search, after one with the same settings too', () => {
  const { get, sent, tell } = browser().open();
  get().lendSettings(linked);
  get().start('run');
  expect(sent.at(-1)).toMatchObject({ type: 'start', settings: linked });
  expect(get().lent).toBeNull();
  tell({ type: 'phase', phase: 'finished' });
  get().lendSettings(linked);
  get().start('run');
  expect(sent.at(-1)).toMatchObject({ type: 'start', settings: linked });
  expect(get().run?.settings).toEqual(linked);
});

test('a search that runs keeps its own settings: the link’s wait for the next one', () => {
  const { get, sent } = browser().open();
  get().start('run');
  const begun = sent.length;
  get().lendSettings(linked);
  expect(get().run?.settings).toEqual(demo);
  expect(get().settings).toEqual(linked);
  expect(sent).toHaveLength(begun);
});

test('what another tab remembers leaves a link’s settings where they are', () => {
  const { storage, kept } = storing();
  const { get } = browser().open(undefined, storage);
  get().lendSettings(linked);
  kept.text = JSON.stringify({ version: 1, settings: demo, theme: 'dark' });
  get().recall();
  expect(get()).toMatchObject({ settings: linked, theme: 'dark' });
});
