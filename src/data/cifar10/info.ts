import type { DatasetInfo } from '../dataset.ts';

/**
 * CIFAR-10 (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009): 50,000 training and 10,000
 * test images of 32 x 32 RGB bytes. Mean and deviation are those of the training images.
 */
export const cifar10 = {
  id: 'cifar10',
  title: 'CIFAR-10',
  menuTitle: 'CIFAR-10',
  classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  shortClasses: ['plane', 'car', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  height: 32,
  width: 32,
  channels: 3,
  trainingImages: 50_000,
  testImages: 10_000,
  mean: [0.4914, 0.4822, 0.4465],
  deviation: [0.247, 0.2435, 0.2616],
  sizes: [32, 16, 8],
  prepared: { imagesPerShard: 1000 },
  archive: {
    file: 'cifar-10-binary.tar.gz',
    otherSet: { name: /cifar-?100/i, title: 'CIFAR-100' },
    version: { title: 'binary', others: /(python|matlab|\.mat$)/i },
  },
} as const satisfies DatasetInfo;
