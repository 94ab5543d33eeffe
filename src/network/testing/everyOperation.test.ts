import { expect, test } from 'vitest';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { EVERY_OPERATION } from './everyOperation.ts';

test('the network of every operation has each of them', () => {
  const blocks = [...EVERY_OPERATION.normal.blocks, ...EVERY_OPERATION.reduction.blocks];
  const used = new Set(blocks.flatMap(({ operations }) => [...operations]));
  expect([...used].sort()).toEqual([...PAPER_OPERATION_IDS].sort());
});
