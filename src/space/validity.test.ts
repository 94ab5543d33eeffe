import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Architecture, Block, Cell } from './architecture.ts';
import { presetOf } from './presets.ts';
import { anyArchitecture } from './testing/arbitraries.ts';
import { validateArchitecture } from './validity.ts';

const { architecture } = presetOf('nasnet-a');
const { normal } = architecture;

const faultOf = (reduction: Cell): string => {
  const result = validateArchitecture({ normal, reduction });
  return result.ok ? 'valid' : result.error;
};
const withBlock = (index: number, patch: { readonly [Key in keyof Block]?: unknown }): Cell => ({
  blocks: normal.blocks.map((block, i) => (i === index ? ({ ...block, ...patch } as Block) : block)),
});

test('every valid architecture is answered itself', () => {
  fc.assert(
    fc.property(anyArchitecture(), (any: Architecture) => {
      expect(validateArchitecture(any)).toEqual({ ok: true, value: any });
    }),
  );
});

test('cells may differ in their number of blocks', () => {
  expect(faultOf({ blocks: normal.blocks.slice(0, 1) })).toBe('valid');
});

test('blocks are counted', () => {
  expect(faultOf({ blocks: [] })).toBe('reduction cell: 0 blocks are out of range (a cell may have 1 to 7)');
  const eight = { blocks: [...normal.blocks, ...normal.blocks.slice(0, 3)] };
  expect(faultOf(eight)).toBe('reduction cell: 8 blocks are out of range (a cell may have 1 to 7)');
});

test.each([
  [[0, 6], 'reduction cell, block 3: input 6 does not exist yet (block 3 may use inputs 0 to 4)'],
  [[5, 0], 'reduction cell, block 3: input 5 does not exist yet (block 3 may use inputs 0 to 4)'],
  [[-1, 0], 'reduction cell, block 3: input -1 does not exist (block 3 may use inputs 0 to 4)'],
  [[0, 1.5], 'reduction cell, block 3: input 1.5 does not exist (block 3 may use inputs 0 to 4)'],
  [[Number.NaN, 0], 'reduction cell, block 3: input NaN does not exist (block 3 may use inputs 0 to 4)'],
])('inputs %j', (inputs, message) => {
  expect(faultOf(withBlock(3, { inputs }))).toBe(message);
});

test('operations and combiners', () => {
  expect(faultOf(withBlock(2, { operations: ['identity', 'conv_9x9'] }))).toMatch(
    /^reduction cell, block 2: operation "conv_9x9" is not in the search space \(a block may use identity, conv_1x7_7x1, /,
  );
  expect(faultOf(withBlock(0, { combiner: 'multiply' }))).toBe(
    'reduction cell, block 0: combiner "multiply" does not exist (a block may use add or concat)',
  );
  expect(faultOf(withBlock(0, { combiner: 'x'.repeat(1_000_000) })).length).toBeLessThan(200);
});

test.each([
  [[2, 3, 4, 5, 7], 'reduction cell: output state 7 does not exist (the output may list states 0 to 6)'],
  [
    [2, 4, 3, 5, 6],
    'reduction cell: output state 3 follows 4 (the output lists states in strictly rising order)',
  ],
  [
    [2, 3, 3, 4, 5, 6],
    'reduction cell: output state 3 follows 3 (the output lists states in strictly rising order)',
  ],
  [
    [2, 3, 4, 6],
    "reduction cell: output leaves out state 5 (it must list every block's state that no block reads)",
  ],
  [[], "reduction cell: output leaves out state 2 (it must list every block's state that no block reads)"],
])('output %j', (output, message) => {
  expect(faultOf({ ...normal, output })).toBe(message);
});

test('an explicit output may leave out h_i and h_{i-1}, read or not', () => {
  const onlyFirst: Cell = {
    blocks: [{ inputs: [0, 0], operations: ['identity', 'conv_3x3'], combiner: 'add' }],
    output: [2],
  };
  expect(faultOf(onlyFirst)).toBe('valid');
});

test('a smaller space allows fewer blocks and operations', () => {
  const space = { blocks: 4, operations: ['identity', 'sepconv_3x3'] } as const;
  const result = validateArchitecture(architecture, space);
  expect(result).toEqual({
    ok: false,
    error: 'normal cell: 5 blocks are out of range (a cell may have 1 to 4)',
  });
  expect(validateArchitecture(architecture, { ...space, blocks: 5 })).toEqual({
    ok: false,
    error:
      'normal cell, block 0: operation "sepconv_5x5" is not in the search space (a block may use identity, sepconv_3x3)',
  });
});
