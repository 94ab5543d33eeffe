import type { Operation } from '../layers.ts';
import { separableTwice } from './convolution.ts';

export const sepconv5: Operation<'sepconv_5x5'> = {
  id: 'sepconv_5x5',
  family: 'separable',
  label: ['sep', '5×5'],
  description: 'Twice: relu, depthwise 5×5, pointwise 1×1, batch norm.',
  extent: 5,
  expand: (layers, x, filters, stride) => separableTwice(layers, x, filters, stride, 5),
};
