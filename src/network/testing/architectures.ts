import type { Architecture, Block } from '../../space/architecture.ts';
import type { OperationId } from '../../space/operations/index.ts';

const add = (a: number, b: number, first: OperationId, second: OperationId): Block => ({
  inputs: [a, b],
  operations: [first, second],
  combiner: 'add',
});

/** Written out from the paper's figure 4, apart from the presets, which have their own source. */
export const NASNET_A: Architecture = {
  normal: {
    blocks: [
      add(0, 1, 'sepconv_5x5', 'sepconv_3x3'),
      add(1, 1, 'sepconv_5x5', 'sepconv_3x3'),
      add(0, 1, 'avgpool_3x3', 'identity'),
      add(1, 1, 'avgpool_3x3', 'avgpool_3x3'),
      add(0, 0, 'sepconv_3x3', 'identity'),
    ],
    output: [1, 2, 3, 4, 5, 6],
  },
  reduction: {
    blocks: [
      add(0, 1, 'sepconv_5x5', 'sepconv_7x7'),
      add(0, 1, 'maxpool_3x3', 'sepconv_7x7'),
      add(0, 1, 'avgpool_3x3', 'sepconv_5x5'),
      add(3, 2, 'identity', 'avgpool_3x3'),
      add(2, 0, 'sepconv_3x3', 'maxpool_3x3'),
    ],
    output: [3, 4, 5, 6],
  },
};
