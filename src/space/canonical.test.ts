import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, type Random } from '../base/random.ts';
import { type Architecture, type Block, type Cell, outputStates, unusedStates } from './architecture.ts';
import { canonicalArchitecture, canonicalKey, sameGraph } from './canonical.ts';
import type { OperationId } from './operations/index.ts';
import { CELL_PRESETS } from './presets.ts';
import { sampleArchitecture } from './sample.ts';
import { WHOLE_SPACE } from './searchSpace.ts';
import { anyArchitecture, anyCell, reordered } from './testing/arbitraries.ts';
import { validateArchitecture } from './validity.ts';

const pairOf = (cell: Cell): Architecture => ({ normal: cell, reduction: cell });
const keyOf = (cell: Cell): string => canonicalKey(pairOf(cell));

/** Another spelling of the same graph: blocks in a random topological order, operands of add swapped at random. */
function respelled(cell: Cell, random: Random): Cell {
  const order: number[] = [];
  while (order.length < cell.blocks.length) {
    const ready = [...cell.blocks.keys()].filter(
      (block) =>
        !order.includes(block) &&
        cell.blocks[block]!.inputs.every((input) => input < 2 || order.includes(input - 2)),
    );
    order.push(ready[random.integer(ready.length)]!);
  }
  const { blocks, output } = reordered({ ...cell, output: outputStates(cell) }, order)!;
  const swapped = blocks.map((block) =>
    block.combiner === 'add' && random.integer(2) === 1 ? swap(block) : block,
  );
  const leftOut = output!.join() === unusedStates({ blocks }).join() && random.integer(2) === 1;
  return leftOut ? { blocks: swapped } : { blocks: swapped, output: output! };
}

const swap = ({ inputs, operations, combiner }: Block): Block => ({
  combiner,
  inputs: [inputs[1], inputs[0]],
  operations: [operations[1], operations[0]],
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((one) => one !== item)).map((rest) => [item, ...rest]),
  );
}

/** The oracle: the least text over all orders of the blocks. */
function bruteForceKey(cell: Cell): string {
  const texts = permutations([...cell.blocks.keys()]).flatMap((order) => {
    const other = reordered({ ...cell, output: outputStates(cell) }, order);
    if (other === null) return [];
    const blocks = other.blocks.map(({ inputs, operations, combiner }) => {
      const operands = inputs.map((input, slot) => `${input}${operations[slot]}`);
      return [combiner, ...(combiner === 'add' ? operands.sort() : operands)].join(' ');
    });
    return [`${blocks.join(', ')} -> ${other.output!.join()}`];
  });
  return texts.sort()[0]!;
}

/** Every cell of three blocks over the given operations, outputs left out. */
function* everyCell(blocks: number, operations: readonly OperationId[]): Generator<Cell> {
  if (blocks === 0) {
    yield { blocks: [] };
    return;
  }
  const states = [...new Array(blocks + 1).keys()];
  for (const { blocks: before } of everyCell(blocks - 1, operations))
    for (const first of states)
      for (const second of states)
        for (const onFirst of operations)
          for (const onSecond of operations)
            for (const combiner of ['add', 'concat'] as const)
              yield {
                blocks: [...before, { inputs: [first, second], operations: [onFirst, onSecond], combiner }],
              };
}

function expectSamePartition(cells: Iterable<Cell>): void {
  const bruteOf = new Map<string, string>();
  const keyFor = new Map<string, string>();
  for (const cell of cells) {
    const [key, brute] = [keyOf(cell), bruteForceKey(cell)];
    expect(bruteOf.get(key) ?? brute).toBe(brute);
    expect(keyFor.get(brute) ?? key).toBe(key);
    bruteOf.set(key, brute);
    keyFor.set(brute, key);
  }
}

test('renumbered blocks, swapped operands of add and a written-out output are the same graph', () => {
  fc.assert(
    fc.property(anyArchitecture(), fc.integer(), (architecture, seed) => {
      const random = createRandom(seed);
      const other = {
        normal: respelled(architecture.normal, random),
        reduction: respelled(architecture.reduction, random),
      };
      expect(validateArchitecture(other).ok).toBe(true);
      expect(canonicalArchitecture(other)).toEqual(canonicalArchitecture(architecture));
    }),
    { numRuns: 500 },
  );
});

test('the same with few operations, where twins abound', () => {
  fc.assert(
    fc.property(anyCell({ operations: ['identity'] }), fc.integer(), (cell, seed) => {
      expect(keyOf(respelled(cell, createRandom(seed)))).toBe(keyOf(cell));
    }),
    { numRuns: 1000 },
  );
});

test('keys part all cells of three blocks and one operation as brute force does', () => {
  expectSamePartition(everyCell(3, ['identity']));
});

test('keys part cells with twins and written-out outputs as brute force does', () => {
  const cells = fc.sample(anyCell({ blocks: 5, operations: ['identity', 'conv_3x3'] }), {
    numRuns: 1500,
    seed: 1,
  });
  const near = fc.sample(anyCell({ blocks: 4, operations: ['identity'] }), { numRuns: 1500, seed: 2 });
  expectSamePartition([...cells, ...near]);
});

test('a canonical architecture is valid, equal to its source and its own canonical form', () => {
  fc.assert(
    fc.property(anyArchitecture(), (architecture) => {
      const canonical = canonicalArchitecture(architecture);
      expect(validateArchitecture(canonical)).toEqual({ ok: true, value: canonical });
      expect(sameGraph(canonical, architecture)).toBe(true);
      expect(canonicalArchitecture(canonical)).toEqual(canonical);
    }),
  );
});

test('what makes another network is another graph', () => {
  const block = (first: number, second: number, combiner: 'add' | 'concat' = 'add'): Block => ({
    inputs: [first, second],
    operations: ['conv_3x3', 'identity'],
    combiner,
  });
  const differ = (a: Cell, b: Cell): void => expect(keyOf(a)).not.toBe(keyOf(b));
  // The order of a concat, and the combiner.
  differ({ blocks: [block(0, 1, 'concat')] }, { blocks: [swap(block(0, 1, 'concat'))] });
  differ({ blocks: [block(0, 1)] }, { blocks: [block(0, 1, 'concat')] });
  // The inputs of a cell are not interchangeable.
  differ({ blocks: [block(0, 1)] }, { blocks: [block(1, 0)] });
  // Reading one of two twins twice is not reading both: twins have weights of their own.
  const twins = [block(0, 1), block(0, 1)];
  differ(
    { blocks: [...twins, block(2, 2)], output: [2, 3, 4] },
    { blocks: [...twins, block(2, 3)], output: [2, 3, 4] },
  );
  // The output may hold a state that a block reads.
  differ({ blocks: [block(0, 1), block(2, 2)] }, { blocks: [block(0, 1), block(2, 2)], output: [2, 3] });
  differ({ blocks: [block(0, 0)] }, { blocks: [block(0, 0)], output: [2] });
});

test('the pair is ordered, and presets differ', () => {
  const { normal, reduction } = CELL_PRESETS[0]!.architecture;
  expect(sameGraph({ normal, reduction }, { normal: reduction, reduction: normal })).toBe(false);
  expect(new Set(CELL_PRESETS.map(({ architecture }) => canonicalKey(architecture))).size).toBe(5);
});

test('seven blocks are no harder than the rest, seven twins included', () => {
  const random = createRandom(3);
  const sampled = Array.from({ length: 50 }, () => sampleArchitecture(WHOLE_SPACE, random));
  const twins = (read: readonly number[][]): Architecture =>
    pairOf({
      blocks: [...new Array<readonly number[]>(7 - read.length).fill([0, 0]), ...read].map(
        ([first, second]) => ({
          inputs: [first!, second!],
          operations: ['identity', 'identity'],
          combiner: 'concat',
        }),
      ),
    });
  const hard = [
    twins([]),
    twins([[2, 3]]),
    twins([
      [2, 3],
      [4, 5],
    ]),
    twins([
      [2, 3],
      [4, 5],
      [2, 4],
    ]),
  ];
  for (const architecture of [...sampled, ...hard]) {
    expect(canonicalKey(canonicalArchitecture(architecture))).toBe(canonicalKey(architecture));
  }
});
