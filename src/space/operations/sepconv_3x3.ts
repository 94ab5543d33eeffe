import type { Operation } from '../layers.ts';
import { separableTwice } from './convolution.ts';

export const sepconv3: Operation<'sepconv_3x3'> = {
  id: 'sepconv_3x3',
  family: 'separable',
  label: ['sep', '3×3'],
  description: 'Twice: relu, depthwise 3×3, pointwise 1×1, batch norm.',
  extent: 3,
  expand: (layers, x, filters, stride) => separableTwice(layers, x, filters, stride, 3),
};
