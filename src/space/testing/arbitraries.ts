import fc from 'fast-check';
import {
  type Architecture,
  type Block,
  type Cell,
  COMBINERS,
  MAX_BLOCKS,
  type StateIndex,
  unusedStates,
} from '../architecture.ts';
import { OPERATION_IDS, type OperationId } from '../operations/index.ts';

/** Any valid architecture, for property tests: cells of different B, outputs left out or written out. */

export interface Bounds {
  readonly blocks?: number;
  readonly operations?: readonly OperationId[];
}

export function anyArchitecture(bounds: Bounds = {}): fc.Arbitrary<Architecture> {
  return fc.record({ normal: anyCell(bounds), reduction: anyCell(bounds) });
}

export function anyCell({
  blocks = MAX_BLOCKS,
  operations = OPERATION_IDS,
}: Bounds = {}): fc.Arbitrary<Cell> {
  return fc
    .integer({ min: 1, max: blocks })
    .chain((count) =>
      fc.tuple(
        fc.tuple(...Array.from({ length: count }, (_, index) => anyBlock(index, operations))),
        fc.option(fc.array(fc.boolean(), { minLength: count + 2, maxLength: count + 2 })),
      ),
    )
    .map(([list, listed]) => (listed === null ? { blocks: list } : withOutput({ blocks: list }, listed)));
}

function anyBlock(index: number, operations: readonly OperationId[]): fc.Arbitrary<Block> {
  const input = fc.integer({ min: 0, max: index + 1 });
  const operation = fc.constantFrom(...operations);
  return fc.record({
    inputs: fc.tuple(input, input),
    operations: fc.tuple(operation, operation),
    combiner: fc.constantFrom(...COMBINERS),
  });
}

function withOutput(cell: Cell, listed: readonly boolean[]): Cell {
  const unused = unusedStates(cell);
  const states = [...listed.keys()].filter(
    (state) => listed[state] || (state >= 2 && unused.includes(state)),
  );
  return { ...cell, output: states };
}

/** The cell with its blocks in another topological order, `order` being block indices; null where it is none. */
export function reordered(cell: Cell, order: readonly number[]): Cell | null {
  const numbers = new Map<StateIndex, StateIndex>([
    [0, 0],
    [1, 1],
  ]);
  const blocks: Block[] = [];
  for (const index of order) {
    const block = cell.blocks[index]!;
    const [first, second] = block.inputs.map((input) => numbers.get(input));
    if (first === undefined || second === undefined) return null;
    blocks.push({ ...block, inputs: [first, second] });
    numbers.set(index + 2, blocks.length + 1);
  }
  if (cell.output === undefined) return { blocks };
  return { blocks, output: cell.output.map((state) => numbers.get(state)!).sort((a, b) => a - b) };
}
