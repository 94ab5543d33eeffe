import type { Operation } from '../layers.ts';
import { separableTwice } from './convolution.ts';

export const sepconv7: Operation<'sepconv_7x7'> = {
  id: 'sepconv_7x7',
  family: 'separable',
  label: ['sep', '7×7'],
  description: 'Twice: relu, depthwise 7×7, pointwise 1×1, batch norm.',
  extent: 7,
  expand: (layers, x, filters, stride) => separableTwice(layers, x, filters, stride, 7),
};
