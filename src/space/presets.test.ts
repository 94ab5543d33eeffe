import { expect, test } from 'vitest';
import type { Cell } from './architecture.ts';
import type { OperationId } from './operations/index.ts';
import { CELL_PRESETS, isCellPresetId, presetOf } from './presets.ts';
import { validateArchitecture } from './validity.ts';

/** The specification's table, in its own short names. */
const TABLE = {
  'nasnet-a normal':
    '[0,1 sep5 sep3] [1,1 sep5 sep3] [0,1 avg3 id] [1,1 avg3 avg3] [0,0 sep3 id] | 1,2,3,4,5,6',
  'nasnet-a reduction':
    '[0,1 sep5 sep7] [0,1 max3 sep7] [0,1 avg3 sep5] [3,2 id avg3] [2,0 sep3 max3] | 3,4,5,6',
  'amoebanet-a normal': '[1,0 avg3 max3] [1,2 sep3 sep5] [1,3 sep3 avg3] [0,0 sep3 id] [1,0 id avg3] | 4,5,6',
  'amoebanet-a reduction':
    '[1,0 avg3 sep3] [1,2 max3 sep7] [1,0 sep7 avg3] [1,0 max3 max3] [1,5 1x7-7x1 sep3] | 3,4,6',
  'darts-v2 normal': '[1,0 sep3 sep3] [1,0 sep3 sep3] [0,1 sep3 id] [1,2 id dil3] | 2,3,4,5',
  'darts-v2 reduction': '[1,0 max3 max3] [2,0 id max3] [1,2 max3 id] [2,0 id max3] | 2,3,4,5',
};

const SHORT: Partial<Record<OperationId, string>> = {
  identity: 'id',
  sepconv_3x3: 'sep3',
  sepconv_5x5: 'sep5',
  sepconv_7x7: 'sep7',
  avgpool_3x3: 'avg3',
  maxpool_3x3: 'max3',
  dilconv_3x3: 'dil3',
  conv_1x7_7x1: '1x7-7x1',
};

function row({ blocks, output }: Cell): string {
  const texts = blocks.map(
    ({ inputs, operations }) => `[${inputs.join()} ${operations.map((id) => SHORT[id]).join(' ')}]`,
  );
  return `${texts.join(' ')} | ${output?.join()}`;
}

test('the presets are those of the table', () => {
  const rows = CELL_PRESETS.flatMap(({ id, architecture }) => [
    [`${id} normal`, row(architecture.normal)],
    [`${id} reduction`, row(architecture.reduction)],
  ]);
  expect(Object.fromEntries(rows)).toEqual(TABLE);
});

test('all blocks add, and every preset is valid', () => {
  for (const { architecture } of CELL_PRESETS) {
    expect(validateArchitecture(architecture).ok).toBe(true);
    const blocks = [...architecture.normal.blocks, ...architecture.reduction.blocks];
    expect(blocks.every(({ combiner }) => combiner === 'add')).toBe(true);
  }
});

test('presets are found by their ids', () => {
  for (const preset of CELL_PRESETS) expect(presetOf(preset.id)).toBe(preset);
  expect(isCellPresetId('darts-v2')).toBe(true);
  expect(isCellPresetId('toString')).toBe(false);
});

test('the two that differ from their source say so', () => {
  for (const id of ['amoebanet-a', 'darts-v2'] as const)
    expect(presetOf(id).note).toMatch(/close to .* not equal/i);
});
