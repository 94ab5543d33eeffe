import type { Operation } from '../layers.ts';
import { factorised } from './convolution.ts';

export const conv1x3: Operation<'conv_1x3_3x1'> = {
  id: 'conv_1x3_3x1',
  family: 'convolution',
  label: ['conv', '1×3 3×1'],
  description: 'Relu, 1×3 convolution, batch norm, then the same 3×1.',
  extent: 3,
  expand: (layers, x, filters, stride) => factorised(layers, x, filters, stride, 3),
};
