import { expect, test } from 'vitest';
import { ends, proposes, trial } from '../../../run/testing/events.ts';
import { presetOf } from '../../../space/presets.ts';
import { browser } from '../../../store/testing/browser.ts';
import { prospectOf } from './estimate.ts';

const { architecture } = presetOf('darts-v2');

test('without a measurement there is no estimate; with one three seeds take three times as long', () => {
  const page = browser().open();
  const { get, tell } = page;
  expect(prospectOf(get(), architecture, 1)).toEqual({
    ...{ number: 1, after: null, seconds: null, lookedUp: false, beside: false, byProcessor: false },
  });
  get().start('run');
  tell({ type: 'phase', phase: 'running' }, ...proposes(1));
  expect(prospectOf(get(), architecture, 1)).toMatchObject({ number: 1, after: 1, seconds: null });
  tell(...ends(1), ...proposes(2));
  // As long as the child before it.
  expect(prospectOf(get(), architecture, 1)).toMatchObject({ after: 2, seconds: 2 });
  expect(prospectOf(get(), architecture, 3)).toMatchObject({ seconds: 6 });
  // What failed measured nothing.
  tell({ type: 'trial-ended', trial: { ...trial(2), status: 'failed', accuracy: null, seconds: 90 } });
  expect(prospectOf(get(), architecture, 1)).toMatchObject({ seconds: 2 });
});

test('it waits for those by hand before it, and for no child of a search that is paused', async () => {
  const { get, tell } = browser().open();
  get().start('run');
  tell({ type: 'phase', phase: 'running' }, ...proposes(1), { type: 'phase', phase: 'paused' });
  expect(prospectOf(get(), architecture, 1)).toMatchObject({ after: null });
  get().trainMade({ architecture, by: 'Ada', seeds: 1 });
  await new Promise((resolve) => setTimeout(resolve));
  expect(prospectOf(get(), architecture, 1)).toMatchObject({ number: 2, after: -1 });
});
