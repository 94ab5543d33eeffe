import { LANES } from '../kernels/family.ts';
import type { Grain } from './grain.ts';
import { ceilDiv, evenly } from './split.ts';

/** How the pixels of a map are divided where sums over them are wanted: every invocation has one group of channels of one block. */
export interface Blocks {
  /** A block is every so many-th pixel, so this is how many there are. */
  readonly blocks: number;
  /** Groups of channels that stand beside each other in a workgroup. */
  readonly columns: number;
  /** Blocks whose sums are joined before they are stored. */
  readonly lanes: number;
  readonly workgroups: number;
}

/** Pixels of a block, where blocks are not joined, and the most blocks. */
const apart = { pixels: 32, most: 128 };
/** The same where they are, of what is stored. */
const together = { pixels: 16, most: 256 };

export function blocksOf(pixels: number, groups: number, { joins }: Grain): Blocks {
  const columns = evenly(groups, 16);
  const tiles = ceilDiv(groups, columns);
  const rows = Math.floor(LANES / columns);
  if (joins) {
    const bands = Math.min(together.most, ceilDiv(pixels, rows * together.pixels));
    return { blocks: bands * rows, columns, lanes: rows, workgroups: bands * tiles };
  }
  const blocks = Math.min(apart.most, ceilDiv(pixels, apart.pixels));
  return { blocks, columns, lanes: 1, workgroups: ceilDiv(blocks, rows) * tiles };
}
