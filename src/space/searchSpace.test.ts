import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Cell } from './architecture.ts';
import { mutateArchitecture } from './mutate.ts';
import { PAPER_OPERATION_IDS } from './operations/index.ts';
import { sampleArchitecture } from './sample.ts';
import { architectureCount, cellCount, openDecisions, type SearchSpace, WHOLE_SPACE } from './searchSpace.ts';
import { validateArchitecture } from './validity.ts';

test('sizes are exact', () => {
  const paper = { blocks: 5, operations: PAPER_OPERATION_IDS };
  expect(cellCount({ blocks: 1, operations: PAPER_OPERATION_IDS })).toBe(4n * 169n * 2n);
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
  const operations = new Map(PAPER_OPERATION_IDS.map((id) => [id, 0]));
  for (let i = 0; i < 20_000; i++) {
    const block = sampleArchitecture({ ...WHOLE_SPACE, operations: PAPER_OPERATION_IDS }, random).reduction
      .blocks[6]!;
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

/** A chain of two blocks by add in the normal cell, the reduction cell decided whole. */
const chain: SearchSpace = {
  blocks: 2,
  operations: ['identity', 'conv_3x3', 'avgpool_3x3'],
  fixed: {
    normal: [
      { inputs: [0, 1], combiner: 'add' },
      { inputs: [2, 0], combiner: 'add' },
    ],
    reduction: [
      { inputs: [0, 1], operations: ['maxpool_5x5', 'maxpool_5x5'], combiner: 'add' },
      { inputs: [2, 2], operations: ['conv_1x1', 'identity'], combiner: 'concat' },
    ],
  },
};

test('what is fixed is not decided, sampled nor mutated', () => {
  expect(openDecisions(chain).map(({ kind, block }) => [kind, block])).toEqual([
    ['operation', 0],
    ['operation', 0],
    ['operation', 1],
    ['operation', 1],
  ]);
  expect([architectureCount(chain), cellCount(chain, 'reduction')]).toEqual([81n, 1n]);
  const random = createRandom(15);
  const found = new Set<string>();
  let architecture = sampleArchitecture(chain, random);
  for (let i = 0; i < 600; i++) {
    expect(validateArchitecture(architecture, chain)).toEqual({ ok: true, value: architecture });
    found.add(JSON.stringify(architecture));
    architecture = mutateArchitecture(architecture, chain, random);
  }
  expect(found.size).toBe(81);
});

test('an architecture that differs in what is fixed is outside, and the sentence says where', () => {
  const inside = sampleArchitecture(chain, createRandom(1));
  const [first, second] = inside.normal.blocks as [never, never];
  const turned = { ...inside, normal: { blocks: [first, Object.assign({}, second, { inputs: [0, 2] })] } };
  expect(validateArchitecture(turned, chain)).toEqual({
    ok: false,
    error: 'normal cell, block 1: its inputs must be 2 and 0 in this search space',
  });
  const open = { ...inside, reduction: inside.normal };
  expect(validateArchitecture(open, chain)).toMatchObject({
    error: expect.stringMatching(/^reduction cell, block 0: operation .* is not in the search space/),
  });
});

test('a mutation changes exactly one decision, each as likely as another: chi-squared, p = 0.001', () => {
  const space: SearchSpace = { blocks: 2, operations: ['identity', 'conv_3x3'] };
  const decisions = openDecisions(space);
  const random = createRandom(16);
  const parent = sampleArchitecture(space, random);
  const counts = decisions.map(() => 0);
  const value = (
    { normal, reduction }: typeof parent,
    { cell, block, kind, slot }: (typeof decisions)[0],
  ) => {
    const own = { normal, reduction }[cell].blocks[block]!;
    return kind === 'combiner' ? own.combiner : own[kind === 'input' ? 'inputs' : 'operations'][slot];
  };
  for (let i = 0; i < 4000; i++) {
    const child = mutateArchitecture(parent, space, random);
    expect(validateArchitecture(child, space).ok).toBe(true);
    const changed = decisions.flatMap((at, index) => (value(child, at) === value(parent, at) ? [] : [index]));
    expect(changed).toHaveLength(1);
    counts[changed[0]!]!++;
  }
  expect(chiSquared(counts)).toBeLessThan(43.9); // 19 degrees of freedom
});

test('where nothing is open, nothing can be mutated', () => {
  const { reduction } = chain.fixed!;
  const closed: SearchSpace = {
    blocks: 2,
    operations: ['identity'],
    fixed: { normal: reduction!, reduction: reduction! },
  };
  const only = sampleArchitecture(closed, createRandom(1));
  expect(architectureCount(closed)).toBe(1n);
  expect(() => mutateArchitecture(only, closed, createRandom(1))).toThrow(RangeError);
});
