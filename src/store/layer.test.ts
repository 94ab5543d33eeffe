import { expect, test } from 'vitest';
import { recorded } from '../run/journal.ts';
import { liveRun } from '../run/live.ts';
import { newRun } from '../run/run.ts';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import { presetOf } from '../space/presets.ts';
import { shownPair } from './selectors.ts';
import { browser } from './testing/browser.ts';

const { architecture } = presetOf('darts-v2');

function page() {
  const opened = browser().open();
  let run = newRun({ name: 'a', created: '2026-01-01T00:00:00.000Z', settings: TINY_SETTINGS });
  for (const number of [1, 2]) {
    const trial = { number, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 } as const;
    const cost = { trainable: 10, multiplyAdds: 100, seconds: 2, epochs: [] };
    run = recorded(run, { type: 'trial-ended', trial: { ...trial, ...cost } });
  }
  opened.store.setState({ run: liveRun('a', { ...run, phase: 'stopped' }) });
  return opened;
}

test('the live child is held on to while it is open, and let go of where no other was chosen', () => {
  const { get } = page();
  get().openInspector();
  expect(get().layer).toMatchObject({ view: 'inspector', tab: 'normal', beside: null });
  expect(get().shown).toEqual({ source: 'trial', trial: 2 });
  expect(shownPair(get()).trial).toBe(2);
  get().turnLayer({ tab: 'reduction', cell: 2 });
  expect(get().layer).toMatchObject({ tab: 'reduction', cell: 2 });
  get().closeLayer();
  expect(get()).toMatchObject({ layer: null, shown: { source: 'live' } });

  get().openInspector();
  get().show({ source: 'trial', trial: 1 });
  get().closeLayer();
  expect(get().shown).toEqual({ source: 'trial', trial: 1 });
  get().turnLayer({ tab: 'reduction' });
  expect(get().layer).toBeNull();
});

test('a child that an address names stays; two of them are held against each other', () => {
  const { get } = page();
  get().openInspector({ trial: 1, beside: 2 });
  expect(get().layer).toMatchObject({ tab: 'differences', beside: 2 });
  get().closeLayer();
  expect(get().shown).toEqual({ source: 'trial', trial: 1 });
  get().openInspector({ cell: 4, tab: 'reduction' });
  expect(get().layer).toMatchObject({ tab: 'reduction', cell: 4, held: null });
  get().openLink({ ok: true, value: architecture });
  expect(get().layer).toBeNull();
});
