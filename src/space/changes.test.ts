import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../base/random.ts';
import type { Architecture, Block } from './architecture.ts';
import { sameGraph } from './canonical.ts';
import { changesOf, spelledLike } from './changes.ts';
import { mutateArchitecture } from './mutate.ts';
import { PAPER_OPERATION_IDS } from './operations/index.ts';
import { presetOf } from './presets.ts';
import { sampleArchitecture } from './sample.ts';
import { anyArchitecture } from './testing/arbitraries.ts';

const space = { blocks: 5, operations: PAPER_OPERATION_IDS };
const all = (one: Architecture, other: Architecture) => [
  ...changesOf('normal', one.normal, other.normal),
  ...changesOf('reduction', one.reduction, other.reduction),
];
const swapped = ({ inputs, operations, combiner }: Block): Block => ({
  inputs: [inputs[1], inputs[0]],
  operations: [operations[1], operations[0]],
  combiner,
});

test('another spelling is the same graph, whatever it is held against', () => {
  fc.assert(
    fc.property(anyArchitecture(), anyArchitecture(), (one, other) => {
      const spelled = spelledLike(one, other);
      expect(sameGraph(spelled, other)).toBe(true);
      expect(all(one, spelled).length).toBeLessThanOrEqual(all(one, other).length);
      expect(all(one, spelledLike(one, one))).toEqual([]);
    }),
    { numRuns: 60, seed: 2 },
  );
});

test('swapped operands of a sum are no difference, of a concatenation they are', () => {
  const { normal, reduction } = presetOf('nasnet-a').architecture;
  const turned = { ...normal, blocks: normal.blocks.map(swapped) };
  const mutant = { ...turned.blocks[2]!, operations: ['sepconv_7x7', 'avgpool_3x3'] as const };
  const other = { normal: { ...turned, blocks: turned.blocks.with(2, mutant) }, reduction };
  const one = { normal, reduction };
  expect(all(one, other).length).toBeGreaterThan(4);
  expect(all(one, spelledLike(one, other))).toEqual([
    { kind: 'operation', cell: 'normal', block: 2, slot: 1, from: 'identity', to: 'sepconv_7x7' },
  ]);
  const concat = (blocks: readonly Block[]): Architecture => ({
    normal: { blocks: blocks.map((block) => ({ ...block, combiner: 'concat' })) },
    reduction,
  });
  const [ordered, reversed] = [concat(normal.blocks), concat(turned.blocks)];
  expect(all(ordered, spelledLike(ordered, reversed)).length).toBeGreaterThan(8);
});

test('a mutation is one change, and what follows for the output', () => {
  const random = createRandom(6);
  for (let time = 0; time < 100; time++) {
    const before = sampleArchitecture(space, random);
    const after = mutateArchitecture(before, space, random);
    const decisions = all(before, spelledLike(before, after)).filter(({ kind }) => kind !== 'output');
    expect(decisions.length).toBeLessThanOrEqual(1);
    expect(decisions.length === 0).toBe(sameGraph(before, after));
  }
});

test('blocks that one cell alone has are told, with the output', () => {
  const { normal } = presetOf('nasnet-a').architecture;
  const short = { blocks: normal.blocks.slice(0, 4) };
  expect(changesOf('normal', normal, short)).toEqual([
    { kind: 'block', block: 4, only: 'first' },
    { kind: 'output', from: [1, 2, 3, 4, 5, 6], to: [2, 3, 4, 5] },
  ]);
  expect(changesOf('normal', short, normal)[0]).toEqual({ kind: 'block', block: 4, only: 'second' });
});
