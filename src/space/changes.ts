import { type Architecture, type Block, type Cell, outputStates, type StateIndex } from './architecture.ts';
import { sameGraph } from './canonical.ts';
import { blockDifferences, type Difference } from './differences.ts';

/** Two architectures held against each other block by block. */

/** One thing in which two cells differ; `from` is of the first, `to` of the second. */
export type CellChange =
  | Difference
  /** A block that only one of them has. */
  | { readonly kind: 'block'; readonly block: number; readonly only: 'first' | 'second' }
  /** Other states are concatenated to the output. */
  | { readonly kind: 'output'; readonly from: readonly StateIndex[]; readonly to: readonly StateIndex[] };

/**
 * The second architecture in the spelling that is nearest to the first one's: operands of blocks that add are swapped where
 * that makes fewer differences, and the same graph is spelled as the first. States keep their numbers otherwise.
 */
export function spelledLike(first: Architecture, second: Architecture): Architecture {
  if (sameGraph(first, second)) return first;
  return {
    normal: cellLike(first.normal, second.normal),
    reduction: cellLike(first.reduction, second.reduction),
  };
}

function cellLike(first: Cell, second: Cell): Cell {
  const isSame = sameGraph({ normal: first, reduction: first }, { normal: second, reduction: second });
  if (isSame) return first;
  const blocks = second.blocks.map((block, index) => {
    const other = first.blocks[index];
    if (other === undefined || block.combiner !== 'add') return block;
    const swapped = swap(block);
    return apart(other, swapped) < apart(other, block) ? swapped : block;
  });
  return { ...second, blocks };
}

const swap = ({ inputs, operations, combiner }: Block): Block => ({
  inputs: [inputs[1], inputs[0]],
  operations: [operations[1], operations[0]],
  combiner,
});

const apart = (one: Block, other: Block): number => blockDifferences('normal', 0, one, other).length;

/** In which two cells of a kind differ as they are spelled: block by block, then the output. */
export function changesOf(kind: keyof Architecture, first: Cell, second: Cell): readonly CellChange[] {
  const most = Math.max(first.blocks.length, second.blocks.length);
  const changes: CellChange[] = [];
  for (let block = 0; block < most; block++) {
    const [was, is] = [first.blocks[block], second.blocks[block]];
    if (was !== undefined && is !== undefined) changes.push(...blockDifferences(kind, block, was, is));
    else changes.push({ kind: 'block', block, only: was === undefined ? 'second' : 'first' });
  }
  const [from, to] = [outputStates(first), outputStates(second)];
  if (from.join() !== to.join()) changes.push({ kind: 'output', from, to });
  return changes;
}
