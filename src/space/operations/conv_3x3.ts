import type { Operation } from '../layers.ts';
import { reluConvBatchNorm } from './convolution.ts';

export const conv3: Operation<'conv_3x3'> = {
  id: 'conv_3x3',
  family: 'convolution',
  label: ['conv', '3×3'],
  description: 'Relu, 3×3 convolution, batch norm.',
  extent: 3,
  expand: (layers, x, filters, stride) =>
    reluConvBatchNorm(layers, x, filters, [3, 3], { strides: [stride, stride] }),
};
