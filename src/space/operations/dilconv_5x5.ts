import type { Operation } from '../layers.ts';
import { reluConvBatchNorm } from './convolution.ts';

/** Beyond the paper: published cells of the DARTS family use it. */
export const dilconv5: Operation<'dilconv_5x5'> = {
  id: 'dilconv_5x5',
  family: 'dilated',
  label: ['dil', '5×5'],
  description: 'Relu, 5×5 convolution of rate 2 (a 9×9 reach), batch norm. Not among the paper’s operations.',
  extent: 9,
  expand: (layers, x, filters, stride) =>
    reluConvBatchNorm(layers, x, filters, [5, 5], { strides: [stride, stride], rate: 2 }),
};
