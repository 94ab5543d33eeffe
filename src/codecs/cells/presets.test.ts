import { expect, test } from 'vitest';
import { presetFor } from '../../settings/settings.ts';
import { CELL_PRESETS, presetOf } from '../../space/presets.ts';
import { encodeRerun } from '../rerun/rerun.ts';
import { differences } from './notes.ts';
import { describeCellsFlaw, describeCellsNote, readCellsText } from './read.ts';

test('a link to a search gives its pair and its settings, or says that it has no pair', () => {
  const settings = { ...presetFor('mini', 'ppo'), seed: 7 };
  const { architecture } = presetOf('amoebanet-a');
  const link = `https://nas.example/#r=${encodeRerun({ architecture, settings })}`;
  for (const text of [link, `Look: ${link}, it is good.`]) {
    const cells = readCellsText(text);
    expect(cells).toMatchObject({ ok: true, value: { notation: 'link', architecture, settings } });
  }
  const bare = readCellsText(`#r=${encodeRerun({ architecture: null, settings })}`);
  expect(bare).toMatchObject({ ok: false, error: { kind: 'no-pair', settings } });
  expect(bare.ok ? '' : describeCellsFlaw(bare.error)).toBe(
    'This is a link to a search without a pair of cells.',
  );
});

const WORDS = {
  dilated: 'dilated convolution is depthwise-separable',
  factorised: 'has no batch norm between its halves',
  'strided-identity': 'identity of stride 2 is a factorised reduction',
  pools: /pools carry (?:a batch norm|one)/,
};

test("presets but NASNet-A's say how they differ from their source, all of it", () => {
  for (const { id, isExact, architecture, note } of CELL_PRESETS) {
    expect(isExact).toBe(id === 'nasnet-a');
    const cells = readCellsText(id);
    expect(cells.ok && cells.value.notes.map(describeCellsNote)).toEqual(isExact ? [] : [note]);
    if (isExact) continue;
    expect(note).toMatch(/^Close to .* not equal: /);
    const kinds: readonly string[] = differences(architecture).map(({ kind }) => kind);
    for (const [kind, words] of Object.entries(WORDS)) {
      if (kinds.includes(kind)) expect(note, id).toMatch(words);
      else expect(note, id).not.toMatch(words);
    }
  }
});

test('presets are what their names say', () => {
  for (const { id, title, architecture } of CELL_PRESETS)
    for (const name of [id, title, id.toUpperCase()])
      expect(readCellsText(name)).toMatchObject({ value: { notation: 'preset', architecture } });
});
