import type { Architecture, Block, Combiner } from '../../space/architecture.ts';
import { buildCifar, type CifarOptions } from '../build.ts';
import type { LayerGraph } from '../graph.ts';

const block = (inputs: Block['inputs'], operations: Block['operations'], combiner: Combiner): Block => ({
  inputs,
  operations,
  combiner,
});

/** All thirteen operations of the paper, both combiners. Recorded bits are of it: it stays as it is. */
export const EVERY_OPERATION: Architecture = {
  normal: {
    blocks: [
      block([0, 1], ['sepconv_5x5', 'identity'], 'add'),
      block([1, 0], ['conv_1x7_7x1', 'avgpool_3x3'], 'concat'),
      block([2, 3], ['maxpool_5x5', 'conv_1x1'], 'add'),
      block([0, 2], ['sepconv_3x3', 'dilconv_3x3'], 'add'),
    ],
  },
  reduction: {
    blocks: [
      block([0, 1], ['sepconv_7x7', 'conv_1x3_3x1'], 'add'),
      block([1, 0], ['maxpool_3x3', 'maxpool_7x7'], 'concat'),
      block([2, 1], ['conv_3x3', 'avgpool_3x3'], 'add'),
      block([0, 1], ['identity', 'sepconv_3x3'], 'add'),
    ],
  },
};

/** A network that has them all. */
export const everyOperation = (options: CifarOptions): LayerGraph => buildCifar(EVERY_OPERATION, options);
