import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outputStates } from '../../space/architecture.ts';
import { presetOf } from '../../space/presets.ts';
import { anyCell } from '../../space/testing/arbitraries.ts';
import { arrangementOf } from './layout/arrangements.ts';
import { layoutCell } from './layout/layout.ts';
import { type CellNode, linesOf, nodeKey, nodesOf, walk } from './nodes.ts';
import { sentenceOf } from './sentences.ts';

const { normal, reduction } = presetOf('nasnet-a').architecture;
const layout = layoutCell(reduction, arrangementOf(reduction), 'M');
const tile = (block: number, slot: 0 | 1): CellNode => ({ kind: 'tile', block, slot });

test('tab stops follow the blocks', () => {
  expect(nodesOf(layout).slice(0, 6).map(nodeKey)).toEqual([
    'input 1',
    'input 0',
    'tile 0 0',
    'tile 0 1',
    'combiner 0',
    'tile 1 0',
  ]);
  expect(nodesOf(layout)).toHaveLength(2 + 3 * 5 + 1);
});

test('up and down walk along lines', () => {
  // Block 3 of the reduction cell reads state 3, which block 1 makes.
  expect(walk(layout, tile(3, 0), 'down')).toEqual({ kind: 'combiner', block: 1 });
  expect(walk(layout, { kind: 'combiner', block: 1 }, 'up')).toEqual(tile(3, 0));
  expect(walk(layout, tile(0, 1), 'down')).toEqual({ kind: 'input', state: 1 });
  expect(walk(layout, tile(0, 1), 'up')).toEqual({ kind: 'combiner', block: 0 });
  expect(walk(layout, { kind: 'combiner', block: 3 }, 'up')).toEqual({ kind: 'output' });
  expect(walk(layout, { kind: 'input', state: 1 }, 'right')).toEqual({ kind: 'input', state: 0 });
  expect(walk(layout, { kind: 'output' }, 'up')).toBeNull();
});

test('from every node some arrows lead to the inputs', () => {
  const cells = anyCell({ blocks: 5 }).filter((cell) => outputStates(cell).length > 0);
  fc.assert(
    fc.property(cells, (cell) => {
      const drawn = layoutCell(cell, arrangementOf(cell), 'S');
      for (const node of nodesOf(drawn)) {
        let at = node;
        for (let step = 0; at.kind !== 'input' && step < 40; step++) at = walk(drawn, at, 'down')!;
        expect(at.kind).toBe('input');
      }
    }),
    { numRuns: 30, seed: 8 },
  );
});

test('an operation lights its way from the input and its block’s state', () => {
  const lit = linesOf(layout, tile(4, 1));
  // max 3×3 of block 4 reads h_i past the row below.
  expect(lit.filter(({ state }) => state === 0).map(({ level }) => level)).toEqual([1, 3, 2]);
  expect(lit.filter(({ state }) => state === 6)).toHaveLength(1);
});

test('every node has a sentence', () => {
  expect(
    nodesOf(layoutCell(normal, arrangementOf(normal), 'M')).map((node) => sentenceOf(normal, node)),
  ).toEqual(
    expect.arrayContaining([
      'sep 5×5 on h i−1, first operation of the block that makes state 3, add',
      'add: state 2 is the sum of sep 5×5 on h i and sep 3×3 on h i−1',
      'h i−1, output of the cell before that, read by 6 operations',
      'output: h i−1, state 2, state 3, state 4, state 5 and state 6, concatenated in this order',
    ]),
  );
});
