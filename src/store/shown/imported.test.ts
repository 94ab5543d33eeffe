import { expect, test } from 'vitest';
import type { InspectionCommand } from '../../protocol/inspection.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { browser } from '../testing/browser.ts';
import { shownImported } from './imported.ts';

const { architecture } = presetOf('darts-v2');
const child = {
  ...{ file: 'weights.safetensors', architecture, settings: { ...TINY_SETTINGS, filters: 7 } },
  ...{ weights: new Float32Array([1, 2]), split: null },
  origin: { kind: 'trained', training: null, accuracy: null },
} as const;

test('a child from a file is shown in the inspector and asked for with its weights, of no run', () => {
  const { get, sent } = browser().open();
  get().openImported(child);
  expect(get()).toMatchObject({ layer: { view: 'inspector' }, shown: { title: 'weights.safetensors' } });
  get().inspectImported();
  const { settings, weights } = child;
  const asked = { architecture, trial: 1 };
  expect(sent as InspectionCommand[]).toMatchObject([
    { type: 'inspect', run: 'imported', inspection: 1, settings, weights, child: asked },
  ]);
  expect(get().inspection).toMatchObject({ run: 'imported', stage: { type: 'opening' } });
  get().closeInspection();
  expect(sent.at(-1)).toMatchObject({ type: 'inspect-close', run: 'imported', inspection: 1 });
});

test('it is forgotten once something else is shown, and nothing of it is asked for any more', () => {
  const { get, sent } = browser().open();
  get().openImported(child);
  get().closeLayer();
  expect(shownImported(get())).toBe(child);
  get().show({ source: 'live' });
  expect([get().imported, shownImported(get())]).toEqual([null, null]);
  get().inspectImported();
  expect(sent).toEqual([]);
});
