import type { Operation } from '../layers.ts';
import { projectChannels } from './convolution.ts';

export const maxpool3: Operation<'maxpool_3x3'> = {
  id: 'maxpool_3x3',
  family: 'pool',
  label: ['max', '3×3'],
  description: 'The largest value of each 3×3 window.',
  extent: 3,
  expand: (layers, x, filters, stride) => projectChannels(layers, layers.maxPool(x, 3, stride), filters),
};
