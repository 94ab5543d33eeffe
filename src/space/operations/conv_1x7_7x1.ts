import type { Operation } from '../layers.ts';
import { factorised } from './convolution.ts';

export const conv1x7: Operation<'conv_1x7_7x1'> = {
  id: 'conv_1x7_7x1',
  family: 'convolution',
  label: ['conv', '1×7 7×1'],
  description: 'Relu, 1×7 convolution, batch norm, then the same 7×1.',
  extent: 7,
  expand: (layers, x, filters, stride) => factorised(layers, x, filters, stride, 7),
};
