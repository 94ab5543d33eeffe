import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { validateArchitecture } from '../../space/validity.ts';
import type { Strategy } from '../strategy.ts';
import { createRandomSearch } from './random.ts';

const tiny: SearchSpace = { blocks: 1, operations: ['identity'] };

async function keys(strategy: Strategy, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let i = 0; i < count; i++) found.push(canonicalKey((await strategy.suggest()).architecture));
  return found;
}

test('suggestions are valid and never the same graph twice, while there are others', async () => {
  // One block, one operation: 3 graphs by add and 4 by concat a cell.
  const found = await keys(createRandomSearch(tiny, 1), 44);
  expect(new Set(found).size).toBeGreaterThanOrEqual(43);
  const space = { blocks: 5, operations: PAPER_OPERATION_IDS };
  const { architecture } = await createRandomSearch(space, 1).suggest();
  expect(validateArchitecture(architecture, space).ok).toBe(true);
});

test('where it may repeat graphs, it draws as if it had seen none', async () => {
  const found = await keys(createRandomSearch(tiny, 1, { repeatGraphs: true }), 44);
  expect(new Set(found).size).toBeLessThan(40);
});

test('a space with nothing left still answers', async () => {
  const found = await keys(createRandomSearch(tiny, 2), 60);
  expect(found).toHaveLength(60);
  expect(new Set(found).size).toBeLessThanOrEqual(49);
});

test('a restored search goes on as the saved one', async () => {
  const saved = createRandomSearch(tiny, 3);
  await keys(saved, 30);
  const restored = createRandomSearch(tiny, 99);
  restored.restore(JSON.parse(JSON.stringify(await saved.snapshot())));
  expect(await keys(restored, 15)).toEqual(await keys(saved, 15));
});

test('snapshots of others are refused', async () => {
  const snapshot = await createRandomSearch(tiny, 1).snapshot();
  const other = createRandomSearch({ ...tiny, blocks: 2 }, 1);
  expect(() => other.restore(snapshot)).toThrow(InputError);
  const own = createRandomSearch(tiny, 1);
  expect(() => own.restore({ ...snapshot, strategy: 'reinforce' })).toThrow(InputError);
  expect(() => own.restore({ ...snapshot, random: [1, 2] })).toThrow(InputError);
  expect(() => own.restore({ ...snapshot, seen: 7 })).toThrow(InputError);
  expect(() => own.restore({})).toThrow(InputError);
});
