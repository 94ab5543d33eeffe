import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Cell } from './architecture.ts';
import { OPERATION_IDS } from './operations/index.ts';
import { sampleArchitecture } from './sample.ts';
import { architectureCount, cellCount, WHOLE_SPACE } from './searchSpace.ts';
import { validateArchitecture } from './validity.ts';

test('sizes are exact', () => {
  const paper = { blocks: 5, operations: OPERATION_IDS };
  expect(cellCount({ blocks: 1, operations: OPERATION_IDS })).toBe(4n * 169n * 2n);
  expect(cellCount(paper)).toBe(518_400n * 338n ** 5n);
  expect(architectureCount(paper)).toBe((518_400n * 338n ** 5n) ** 2n);
  expect(cellCount({ blocks: 2, operations: ['identity'] })).toBe(4n * 2n * 9n * 2n);
});

test('samples lie in their space, and a seed gives the same ones', () => {
  const space = { blocks: 3, operations: ['identity', 'maxpool_3x3'] } as const;
  const draw = (): unknown[] => {
    const random = createRandom(11);
    return Array.from({ length: 200 }, () => sampleArchitecture(space, random));
  };
  expect(draw()).toEqual(draw());
  const random = createRandom(12);
  for (let i = 0; i < 200; i++) {
    const architecture = sampleArchitecture(space, random);
    expect(validateArchitecture(architecture, space).ok).toBe(true);
    expect(architecture.normal.blocks).toHaveLength(3);
    expect(architecture.reduction.blocks).toHaveLength(3);
  }
});

test('each of the 144 cells of a small space is equally likely: chi-squared, p = 0.001', () => {
  const random = createRandom(13);
  const counts = new Map<string, number>();
  const count = ({ blocks }: Cell): void => {
    const key = JSON.stringify(blocks);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (let i = 0; i < 14_400; i++) {
    const { normal, reduction } = sampleArchitecture({ blocks: 2, operations: ['identity'] }, random);
    count(normal);
    count(reduction);
  }
  expect(counts.size).toBe(144);
  expect(chiSquared([...counts.values()])).toBeLessThan(198.6); // 143 degrees of freedom
});

test('inputs and operations of a late block are uniform: chi-squared, p = 0.001', () => {
  const random = createRandom(14);
  const inputs = new Array<number>(8).fill(0);
  const operations = new Map(OPERATION_IDS.map((id) => [id, 0]));
  for (let i = 0; i < 20_000; i++) {
    const block = sampleArchitecture(WHOLE_SPACE, random).reduction.blocks[6]!;
    inputs[block.inputs[1]]!++;
    operations.set(block.operations[1], operations.get(block.operations[1])! + 1);
  }
  expect(chiSquared(inputs)).toBeLessThan(24.3); // 7 degrees of freedom
  expect(chiSquared([...operations.values()])).toBeLessThan(32.9); // 12 degrees of freedom
});

function chiSquared(counts: readonly number[]): number {
  const expected = counts.reduce((a, b) => a + b) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
