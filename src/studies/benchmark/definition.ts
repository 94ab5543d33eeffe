import { PRESET_SETTINGS, type Settings } from '../../settings/settings.ts';
import type { Block } from '../../space/architecture.ts';
import type { OperationId } from '../../space/operations/index.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';

/**
 * The tabulated benchmark, small enough to be trained whole on a processor: `npm run tabulate` makes the table, and a
 * change here needs a new one. The normal cell is a chain, so that every operation lies on every path: block 0 reads
 * h_i and h_{i-1}, block 1 reads block 0 twice. Its four operations are open: 625 spellings, 375 graphs, since the
 * operands of block 1 can change places.
 */
const add = (inputs: Block['inputs']): Pick<Block, 'inputs' | 'combiner'> => ({ inputs, combiner: 'add' });

const pool = (operation: OperationId): Block => ({ ...add([0, 1]), operations: [operation, operation] });

export const BENCHMARK_SPACE: SearchSpace = {
  blocks: 2,
  operations: ['identity', 'avgpool_3x3', 'sepconv_3x3', 'maxpool_7x7', 'conv_3x3'],
  fixed: {
    normal: [add([0, 1]), add([2, 2])],
    reduction: [pool('maxpool_3x3'), pool('avgpool_3x3')],
  },
};

/** What every child of the table is trained with: one pass over few, small images at a rate high enough for that. */
export const BENCHMARK_SETTINGS: Settings = {
  ...PRESET_SETTINGS.mini.settings,
  blocks: BENCHMARK_SPACE.blocks,
  operations: BENCHMARK_SPACE.operations,
  cellsPerStage: 1,
  filters: 4,
  imageSize: 8,
  epochs: 1,
  batch: 40,
  learningRate: 0.25,
  cropPadding: 0,
  trainImages: 2400,
  validationImages: 2000,
};

/** Trainings a child, so that the noise of an entry is known. */
export const BENCHMARK_TRAININGS = 2;

/** Where the table lies in the page's files, and under public/. */
export const BENCHMARK_FILE = 'benchmark/cifar10-chain.json';
