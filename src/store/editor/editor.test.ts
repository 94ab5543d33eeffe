import { expect, test } from 'vitest';
import { draftAt } from '../../space/edit/history.ts';
import { presetOf } from '../../space/presets.ts';
import { beforeFirst } from '../shown/view.ts';
import { browser } from '../testing/browser.ts';
import { editsOf } from './edits.ts';

const { architecture: darts } = presetOf('darts-v2');
const { architecture: amoeba } = presetOf('amoebanet-a');
const page = () => {
  const { get, store } = browser().open();
  return { get, store, edits: editsOf(store) };
};
const draft = (get: ReturnType<typeof page>['get']) => draftAt(get().editor!.history);
const concat = { kind: 'combiner', cell: 'normal', block: 0, to: 'concat' } as const;

test('the pair that is shown is copied, edited, undone, redone', () => {
  const { get, edits } = page();
  get().openEditor();
  expect(get()).toMatchObject({
    layer: { view: 'editor', tab: 'normal' },
    editor: { origin: { kind: 'titled', title: beforeFirst.title }, whole: beforeFirst.architecture },
  });
  edits.edit(concat);
  edits.edit(concat);
  edits.edit({ kind: 'add-block', cell: 'normal' });
  edits.edit({ kind: 'delete-block', cell: 'normal', block: 0 });
  edits.edit({ kind: 'add-block', cell: 'reduction' });
  expect(get().editor).toMatchObject({ history: { at: 4 }, whole: { normal: { blocks: { length: 5 } } } });
  edits.undo();
  edits.redo();
  edits.redo();
  edits.goToChange(1);
  expect(draft(get).normal.blocks[0]!.combiner).toBe('concat');
  expect(get().editor?.history.steps).toHaveLength(4);
  edits.putIn(darts, 'DARTS v2');
  expect(draft(get)).toBe(darts);
  expect(get().editor?.whole).toBe(darts);
  expect(get().editor?.history.steps.map(({ change }) => change.kind)).toEqual(['combiner', 'put-in']);
});

test('leaving and coming back loses nothing, of several pairs too', () => {
  const { get, edits } = page();
  get().openEditor();
  edits.edit(concat);
  const first = get().editor;
  get().closeLayer();
  expect(get()).toMatchObject({ layer: null, editor: first });
  get().openEditor(darts, { kind: 'linked' });
  edits.edit({ ...concat, block: 1 });
  const linked = get().editor;
  get().openEditor(beforeFirst.architecture, { kind: 'titled', title: beforeFirst.title });
  expect(get().editor).toBe(first);
  // By its address, as it is now.
  get().openLinkedEditor(structuredClone(linked!.whole));
  expect(get().editor).toBe(linked);
  get().openLinkedEditor(amoeba);
  expect(get().editor).toMatchObject({ origin: { kind: 'linked' }, history: { at: 0 } });
  get().openEditor(null);
  expect(get().editor).toMatchObject({ origin: { kind: 'empty' }, whole: null });
  expect(get().editorsLeft).toHaveLength(3);
});

test('it opens at a node of a cell, and closes to the live child', () => {
  const { get } = page();
  get().openInspector();
  get().openEditor(undefined, undefined, { tab: 'reduction', node: { kind: 'combiner', block: 1 } });
  expect(get()).toMatchObject({
    layer: { view: 'editor', tab: 'reduction' },
    editorNode: { kind: 'combiner', block: 1 },
  });
  get().start('run');
  expect(get().layer).toMatchObject({ view: 'editor' });
  get().openLink({ ok: true, value: darts });
  expect(get().layer).toBeNull();
  get().openEditor();
  expect(get().editor?.origin).toEqual({ kind: 'linked' });
});

test('what is limited is not done, and says why', () => {
  const { get, store, edits } = page();
  store.setState({
    editLimits: (edit, after) =>
      edit.kind === 'add-block' && after.normal.blocks.length > 5 ? 'Five blocks at most.' : null,
  });
  get().openEditor();
  edits.edit({ kind: 'add-block', cell: 'normal' });
  expect(get().editor?.history.at).toBe(0);
  edits.edit({ kind: 'add-block', cell: 'reduction' });
  expect(get().editor?.history.at).toBe(1);
});
