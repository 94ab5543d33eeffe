import type { Grain } from '../ir/grain.ts';
import { LANES } from '../ir/job.ts';
import { ceilDiv, evenly } from '../ir/split.ts';

/** How the pixels of a map are divided where sums over them are wanted: every invocation has one number of one block's pixels. */
export interface Blocks {
  /** A block is every so many-th pixel, so this is how many there are. */
  readonly blocks: number;
  /** Numbers of a pixel that stand beside each other in a workgroup. */
  readonly columns: number;
  /** Blocks whose sums are joined before they are stored. */
  readonly lanes: number;
  readonly workgroups: number;
}

/** Pixels of a block of four channels, where blocks are not joined, and the most blocks. */
const apart = { pixels: 32, most: 128 };
/** The same where they are, of what is stored. */
const together = { pixels: 16, most: 256 };

/** Of a map of so many pixels and groups, where a number is one `parts`th of a group. */
export function blocksOf(pixels: number, groups: number, { joined }: Grain, parts: number): Blocks {
  const numbers = groups * parts;
  const columns = evenly(numbers, 16);
  const tiles = ceilDiv(numbers, columns);
  const rows = Math.floor(LANES / columns);
  if (joined) {
    const bands = Math.min(together.most, ceilDiv(pixels, rows * together.pixels));
    return { blocks: bands * rows, columns, lanes: rows, workgroups: bands * tiles };
  }
  const blocks = Math.min(apart.most / parts, ceilDiv(pixels, apart.pixels * parts));
  return { blocks, columns, lanes: 1, workgroups: ceilDiv(blocks, rows) * tiles };
}
