import { expect, test } from 'vitest';
import type { Architecture, Block, DraftPair } from '../architecture.ts';
import type { SearchSpace } from '../searchSpace.ts';
import { isInSpace } from '../validity.ts';
import { operationsOutside } from './outside.ts';

const pool: Block = { inputs: [0, 1], operations: ['maxpool_3x3', 'maxpool_3x3'], combiner: 'add' };
const mean: Block = { inputs: [0, 1], operations: ['avgpool_3x3', 'avgpool_3x3'], combiner: 'add' };
const open: Block = { inputs: [0, 1], operations: ['identity', 'conv_3x3'], combiner: 'add' };
const space: SearchSpace = {
  blocks: 2,
  operations: ['identity', 'avgpool_3x3', 'conv_3x3'],
  fixed: { reduction: [mean, pool] },
};
const child: Architecture = { normal: { blocks: [open, open] }, reduction: { blocks: [mean, pool] } };

test('what a space fixes is not outside of it, and stands nowhere else in it', () => {
  expect(operationsOutside(space, child)).toEqual([]);
  const normal = { blocks: [open, { ...open, operations: pool.operations }] };
  expect(operationsOutside(space, { ...child, normal })).toEqual(['maxpool_3x3']);
  const reduction = { blocks: [mean, { ...pool, operations: open.operations }] };
  expect(operationsOutside(space, { ...child, reduction })).toEqual(['identity', 'conv_3x3']);
  const unfinished: DraftPair = {
    normal: { blocks: [{ ...open, operations: [null, 'sepconv_7x7'] }] },
    reduction: child.reduction,
  };
  expect(operationsOutside(space, unfinished)).toEqual(['sepconv_7x7']);
});

test('a pair of the space is in it by another spelling, too', () => {
  const other: Architecture = { ...child, reduction: { blocks: [pool, mean] } };
  expect(isInSpace(space, child)).toBe(true);
  expect(isInSpace(space, other)).toBe(true);
  expect(operationsOutside(space, other)).toEqual([]);
});
