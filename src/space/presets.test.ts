import { expect, test } from 'vitest';
import type { Cell } from './architecture.ts';
import type { OperationId } from './operations/index.ts';
import { CELL_PRESETS, findCellPreset, presetOf } from './presets.ts';
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
  'darts-v1 normal': '[0,1 sep3 sep3] [1,0 id sep3] [1,0 id sep3] [1,2 sep3 id] | 2,3,4,5',
  'darts-v1 reduction': '[1,0 max3 max3] [2,1 id max3] [1,2 max3 id] [2,1 id avg3] | 2,3,4,5',
  'pnasnet-5 normal':
    '[1,1 sep5 max3] [0,0 sep7 max3] [0,0 sep5 sep3] [4,0 sep3 max3] [1,0 sep3 id] | 2,3,4,5,6',
  'pnasnet-5 reduction':
    '[1,1 sep5 max3] [0,0 sep7 max3] [0,0 sep5 sep3] [4,0 sep3 max3] [1,0 sep3 id] | 2,3,4,5,6',
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
});

test.each([
  ['darts-v2', 'darts-v2'],
  ['DARTS V2', 'darts-v2'],
  ['DARTS_V1', 'darts-v1'],
  ['NASNet-A', 'nasnet-a'],
  ['amoebanet a', 'amoebanet-a'],
  ['PNASNet5', 'pnasnet-5'],
  ['nasnet-b', null],
  ['toString', null],
  ['', null],
  ['-'.repeat(100_000), null],
])('%j is found as %j', (name, id) => {
  expect(findCellPreset(name)?.id ?? null).toBe(id);
});

test('every preset is found by its title', () => {
  for (const preset of CELL_PRESETS) expect(findCellPreset(preset.title)).toBe(preset);
});

test('all but NASNet-A say that they are not equal to their source', () => {
  for (const { note } of CELL_PRESETS.slice(1)) expect(note).toMatch(/close to .* not equal/i);
});
