import type { OperationId } from '../../space/operations/index.ts';
import type { FixedBlock, SearchSpace } from '../../space/searchSpace.ts';

/**
 * The closed space that takes the old benchmark's place (studies/benchmark/ is the old one): small enough to be trained
 * whole, with inputs open as well as operations. Two blocks that add; the four operations are those of NAS-Bench-201 (Dong
 * and Yang 2020) without its "none" (nothing, a filter without weights, mixing of channels, both), but that what does both is
 * separable: with its 3 x 3 convolution the number of those explained two thirds of the variance (docs/BENCHMARK.md). The
 * reduction cell is fixed. 9,216 spellings are 2,178 graphs; docs/BENCHMARK.md says how uneven they are.
 */
const add: FixedBlock = { combiner: 'add' };

const pool = (operation: OperationId): FixedBlock => ({
  ...add,
  inputs: [0, 1],
  operations: [operation, operation],
});

export const TABULATED_SPACE: SearchSpace = {
  blocks: 2,
  operations: ['identity', 'avgpool_3x3', 'conv_1x1', 'sepconv_3x3'],
  fixed: {
    normal: [add, add],
    reduction: [pool('maxpool_3x3'), pool('avgpool_3x3')],
  },
};

/** Where the table lies in the page's files, and under public/. */
export const CLOSED_FILE = 'benchmark/cifar10-closed.json';

/** What its children said of single images, beside it. */
export const CLOSED_PREDICTIONS_FILE = 'benchmark/cifar10-closed.bin';
