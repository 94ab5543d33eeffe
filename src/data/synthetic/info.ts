import type { DatasetInfo } from '../dataset.ts';

/**
 * Ten classes of patterns and shapes, drawn in code, for where no real images can be had. Mean and deviation are those of
 * 10,000 images of seed 0. There are as many as anyone asks for; runs take at most as many as of CIFAR-10.
 */
export const synthetic = {
  id: 'synthetic',
  title: 'Synthetic shapes (made in code)',
  menuTitle: 'Simple shapes',
  synthetic: true,
  classes: [
    'stripes across',
    'stripes down',
    'stripes aslant',
    'checkerboard',
    'disc',
    'ring',
    'square',
    'triangle',
    'cross',
    'dots',
  ],
  shortClasses: ['across', 'down', 'aslant', 'checks', 'disc', 'ring', 'square', 'triangle', 'cross', 'dots'],
  height: 32,
  width: 32,
  channels: 3,
  trainingImages: 50_000,
  testImages: 2000,
  mean: [0.5014, 0.4984, 0.4978],
  deviation: [0.2457, 0.2474, 0.2465],
  sizes: [32, 16, 8],
} as const satisfies DatasetInfo;
