import {
  type Architecture,
  type Block,
  type Cell,
  MAX_BLOCKS,
  outputStates,
  type StateIndex,
  unusedStates,
} from './architecture.ts';
import { OPERATION_IDS } from './operations/index.ts';

/**
 * Two architectures are the same graph if renumbering blocks and swapping the operands of `add` turns one into the
 * other; `concat` is ordered. An output left out equals the same output written out. The order in which a cell's
 * output concatenates its states follows their numbers and does not count.
 *
 * The canonical spelling of a cell is the one whose list of blocks is lexicographically least among all topological
 * orders. It is found block by block, keeping every numbering that attains the least prefix. More than one survives
 * only where blocks are twins (the same operations on the same states) that differ in who reads them.
 */

/** The one spelling that all equal architectures share; the argument must be valid. */
export function canonicalArchitecture(architecture: Architecture): Architecture {
  return { normal: canonicalCell(architecture.normal), reduction: canonicalCell(architecture.reduction) };
}

/** A text that two valid architectures share if and only if they are the same graph. */
export function canonicalKey(architecture: Architecture): string {
  const { normal, reduction } = canonicalArchitecture(architecture);
  return `${spell(normal)} | ${spell(reduction)}`;
}

export function sameGraph(a: Architecture, b: Architecture): boolean {
  return canonicalKey(a) === canonicalKey(b);
}

/** More than any operand's rank: a block reads at most the states before the last. */
const OPERAND_RANKS = (MAX_BLOCKS + 1) * OPERATION_IDS.length;

/** Blocks that have a place in the new order, and the new number of each old state. */
interface Numbering {
  readonly order: readonly number[];
  readonly numbers: ReadonlyMap<StateIndex, StateIndex>;
}

function canonicalCell(cell: Cell): Cell {
  const unread = new Set(unusedStates(cell));
  const output = new Set(outputStates(cell));
  let numberings: Numbering[] = [{ order: [], numbers: new Map([0, 1].map((input) => [input, input])) }];
  for (let placed = 0; placed < cell.blocks.length; placed++) {
    let least = Number.POSITIVE_INFINITY;
    let survivors: Numbering[] = [];
    for (const numbering of numberings) {
      const unreadRanks = new Set<number>();
      for (const block of readyBlocks(cell, numbering)) {
        const rank = 2 * rankOf(renumber(cell.blocks[block]!, numbering)) + (output.has(block + 2) ? 1 : 0);
        if (rank > least) continue;
        // Twins that nobody reads can change places: following one of them is enough.
        if (unread.has(block + 2)) {
          if (unreadRanks.has(rank)) continue;
          unreadRanks.add(rank);
        }
        if (rank < least) survivors = [];
        least = rank;
        survivors.push(withBlock(numbering, block));
      }
    }
    numberings = survivors;
  }
  return rewrite(cell, numberings[0]!);
}

/** Blocks without a place yet whose inputs all have one. */
function readyBlocks(cell: Cell, { numbers }: Numbering): number[] {
  return [...cell.blocks.keys()].filter(
    (block) => !numbers.has(block + 2) && cell.blocks[block]!.inputs.every((input) => numbers.has(input)),
  );
}

function withBlock({ order, numbers }: Numbering, block: number): Numbering {
  return { order: [...order, block], numbers: new Map(numbers).set(block + 2, order.length + 2) };
}

function renumber(block: Block, { numbers }: Numbering): Block {
  const inputs = [numbers.get(block.inputs[0])!, numbers.get(block.inputs[1])!] as const;
  const renumbered = { ...block, inputs };
  const unordered = block.combiner === 'add' && operandRank(renumbered, 0) > operandRank(renumbered, 1);
  if (!unordered) return renumbered;
  const [first, second] = block.operations;
  return { combiner: 'add', inputs: [inputs[1], inputs[0]], operations: [second, first] };
}

function operandRank({ inputs, operations }: Block, slot: 0 | 1): number {
  return inputs[slot] * OPERATION_IDS.length + OPERATION_IDS.indexOf(operations[slot]);
}

/** Different for different blocks. */
function rankOf(block: Block): number {
  const operands = operandRank(block, 0) * OPERAND_RANKS + operandRank(block, 1);
  return 2 * operands + (block.combiner === 'add' ? 0 : 1);
}

function rewrite(cell: Cell, numbering: Numbering): Cell {
  const blocks = numbering.order.map((block) => renumber(cell.blocks[block]!, numbering));
  const output = outputStates(cell)
    .map((state) => numbering.numbers.get(state)!)
    .sort((a, b) => a - b);
  const leftOut = output.join() === unusedStates({ blocks }).join();
  return leftOut ? { blocks } : { blocks, output };
}

function spell(cell: Cell): string {
  const blocks = cell.blocks.map(
    ({ inputs, operations, combiner }) =>
      `${inputs[0]} ${operations[0]} ${combiner} ${inputs[1]} ${operations[1]}`,
  );
  return `${blocks.join(', ')} -> ${outputStates(cell).join(' ')}`;
}
