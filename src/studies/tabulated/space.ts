import type { OperationId } from '../../space/operations/index.ts';
import type { FixedBlock, SearchSpace } from '../../space/searchSpace.ts';

/**
 * The closed space of the benchmark: small enough to be trained whole, with inputs open as well as operations. Two blocks that add; the four operations are nothing, a filter without weights,
 * and two convolutions, so that no single one explains most of what there is to learn: with the operations of NAS-Bench-201 (Dong
 * and Yang 2020), of which only the 3 x 3 convolution does much, it did (docs/BENCHMARK.md). The reduction cell is fixed. 9,216
 * spellings are 2,178 graphs; docs/BENCHMARK.md says how uneven they are.
 */
const add: FixedBlock = { combiner: 'add' };

const pool = (operation: OperationId): FixedBlock => ({
  ...add,
  inputs: [0, 1],
  operations: [operation, operation],
});

export const TABULATED_SPACE: SearchSpace = {
  blocks: 2,
  operations: ['identity', 'avgpool_3x3', 'sepconv_3x3', 'conv_3x3'],
  fixed: {
    normal: [add, add],
    reduction: [pool('maxpool_3x3'), pool('avgpool_3x3')],
  },
};

/** Different graphs of it, by canonical form; space.test.ts counts them. */
export const TABULATED_GRAPHS = 2178;

/** Where the table lies in the page's files, and under public/. */
export const CLOSED_FILE = 'benchmark/cifar10-closed.json';

/** What its children said of single images, beside it. */
export const CLOSED_PREDICTIONS_FILE = 'benchmark/cifar10-closed.bin';
