import type { Operation } from '../layers.ts';
import { projectChannels } from './convolution.ts';

export const avgpool3: Operation<'avgpool_3x3'> = {
  id: 'avgpool_3x3',
  family: 'pool',
  label: ['avg', '3×3'],
  description: 'The mean of each 3×3 window, padding not counted.',
  extent: 3,
  expand: (layers, x, filters, stride) => projectChannels(layers, layers.avgPool(x, 3, stride), filters),
};
