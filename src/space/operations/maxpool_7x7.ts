import type { Operation } from '../layers.ts';
import { projectChannels } from './convolution.ts';

export const maxpool7: Operation<'maxpool_7x7'> = {
  id: 'maxpool_7x7',
  family: 'pool',
  label: ['max', '7×7'],
  description: 'The largest value of each 7×7 window.',
  extent: 7,
  expand: (layers, x, filters, stride) => projectChannels(layers, layers.maxPool(x, 7, stride), filters),
};
