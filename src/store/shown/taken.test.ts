import { expect, test } from 'vitest';
import { readCellsText } from '../../codecs/cells/read.ts';
import { encodeRerun } from '../../codecs/rerun/rerun.ts';
import { presetFor } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { editsOf } from '../editor/edits.ts';
import { browser } from '../testing/browser.ts';

const words = { said: 'Said.', name: 'DARTS v1' };

test('cells that are given are shown as a link’s are, and what is said of them stays until it is closed', () => {
  const { get } = browser().open();
  const read = readCellsText('DARTS v1');
  if (!read.ok) throw new Error('no cells');
  get().openInspector();
  get().openLink({ ok: false, error: { kind: 'damaged', flaw: 'checksum' } });
  get().takeCells(read.value, words);
  const { architecture } = presetOf('darts-v1');
  expect(get()).toMatchObject({
    layer: null,
    linkProblem: null,
    shown: { source: 'link', architecture },
    taken: { read: read.value, ...words, waits: false },
  });
  get().dismissTaken();
  expect(get().taken).toBeNull();
  expect(get().shown).toMatchObject({ source: 'link' });
});

test('an editor that is open is offered them, and stays as it is until they are put in', () => {
  const { get, store } = browser().open();
  const edits = editsOf(store);
  const read = readCellsText('DARTS v1');
  if (!read.ok) throw new Error('no cells');
  get().openEditor();
  const { shown, layer, editor } = get();
  get().takeCells(read.value, words);
  expect(get()).toMatchObject({ taken: { ...words, waits: true } });
  expect([get().shown, get().layer, get().editor]).toEqual([shown, layer, editor]);
  edits.putIn(read.value.architecture, words.name);
  expect(get().editor?.whole).toEqual(read.value.architecture);
  edits.undo();
  expect(get().editor?.whole).toEqual(editor?.whole);
});

test('a link to a search lends its settings with its pair, and an open editor takes the pair alone', () => {
  const settings = { ...presetFor('mini', 'evolution'), seed: 7 };
  const { architecture } = presetOf('darts-v1');
  const read = readCellsText(`#r=${encodeRerun({ architecture, settings })}`);
  if (!read.ok) throw new Error('no cells');
  for (const isEditing of [true, false]) {
    const { get } = browser().open();
    if (isEditing) get().openEditor();
    get().takeCells(read.value, words);
    expect(get().settings.seed === 7).toBe(!isEditing);
  }
});
