import type { Operation } from '../layers.ts';
import { reluConvBatchNorm } from './convolution.ts';

export const conv1: Operation<'conv_1x1'> = {
  id: 'conv_1x1',
  family: 'convolution',
  label: ['conv', '1×1'],
  description: 'Relu, 1×1 convolution, batch norm.',
  extent: 1,
  expand: (layers, x, filters, stride) =>
    reluConvBatchNorm(layers, x, filters, [1, 1], { strides: [stride, stride] }),
};
