import type { Operation } from '../layers.ts';
import { reluConvBatchNorm } from './convolution.ts';

export const identity: Operation<'identity'> = {
  id: 'identity',
  family: 'identity',
  label: ['identity'],
  description: 'The state as it is; a 1×1 convolution where its size or channels differ.',
  extent: 0,
  expand: (layers, x, filters, stride) =>
    stride === 1 && layers.channels(x) === filters
      ? x
      : reluConvBatchNorm(layers, x, filters, [1, 1], { strides: [stride, stride] }),
};
