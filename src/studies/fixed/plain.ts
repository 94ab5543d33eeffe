import type { Architecture, Cell } from '../../space/architecture.ts';

/**
 * The plainest convolutional net that the space has: every cell is one 3 x 3 convolution of h_i, to which h_{i-1} is added as
 * it is, a shortcut over two convolutions as residual networks have it. Its one block reads both states, so that its output is
 * that block alone, of F channels, and neither of the cell's entries is built for nothing (docs/NASNET.md: both are always
 * counted, even if no block reads them).
 */
const CELL: Cell = {
  blocks: [{ inputs: [0, 1], operations: ['conv_3x3', 'identity'], combiner: 'add' }],
};

export const plainCell = (): Architecture => ({ normal: CELL, reduction: CELL });
