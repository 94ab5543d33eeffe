import type { Operation } from '../layers.ts';
import { reluConvBatchNorm } from './convolution.ts';

export const dilconv3: Operation<'dilconv_3x3'> = {
  id: 'dilconv_3x3',
  family: 'dilated',
  label: ['dil', '3×3'],
  description: 'Relu, 3×3 convolution of rate 2 (a 5×5 reach), batch norm.',
  extent: 5,
  expand: (layers, x, filters, stride) =>
    reluConvBatchNorm(layers, x, filters, [3, 3], { strides: [stride, stride], rate: 2 }),
};
