import type { Operation } from '../layers.ts';
import { projectChannels } from './convolution.ts';

export const maxpool5: Operation<'maxpool_5x5'> = {
  id: 'maxpool_5x5',
  family: 'pool',
  label: ['max', '5×5'],
  description: 'The largest value of each 5×5 window.',
  extent: 5,
  expand: (layers, x, filters, stride) => projectChannels(layers, layers.maxPool(x, 5, stride), filters),
};
