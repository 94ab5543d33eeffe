/**
 * Models and their figures as Zoph, Vasudevan, Shlens and Le print them ("Learning Transferable Architectures for Scalable
 * Image Recognition", arXiv 1707.07012): none is ours, and none is worked out anew.
 */

export interface PublishedModel {
  /** As the paper writes it. */
  readonly name: string;
  /** Beside its dot. */
  readonly label: string;
  readonly family: 'nasnet-a' | 'nasnet-b' | 'nasnet-c' | 'other';
  readonly parameters: number;
}

export interface CifarModel extends PublishedModel {
  /** On the test images of CIFAR-10, a share of 1. */
  readonly error: number;
}

export interface ImagenetModel extends PublishedModel {
  /** Height and width of the images in pixels. */
  readonly size: number;
  /** Of one image. */
  readonly multiplyAdds: number;
  /** On the validation images of ImageNet, shares of 1. */
  readonly top1: number;
  readonly top5: number;
}

/** Errors in %, parameters in millions. */
const cifar = (
  family: PublishedModel['family'],
  label: string,
  name: string,
  parameters: number,
  error: number,
): CifarModel => ({ name, label, family, parameters: scaled(parameters, 1e6), error: scaled(error, 0.01) });

/** Parameters and multiply-adds in millions, accuracies in %. */
const imagenet = (
  family: PublishedModel['family'],
  label: string,
  name: string,
  ...[size, parameters, multiplyAdds, top1, top5]: readonly [number, number, number, number, number]
): ImagenetModel => ({
  name,
  label,
  family,
  size,
  parameters: scaled(parameters, 1e6),
  multiplyAdds: scaled(multiplyAdds, 1e6),
  top1: scaled(top1, 0.01),
  top5: scaled(top5, 0.01),
});

/** Without the noise of binary fractions. */
const scaled = (figure: number, by: number): number => Number((figure * by).toPrecision(12));

/** Table 1. */
export const CIFAR_MODELS: readonly CifarModel[] = [
  cifar('other', 'DenseNet', 'DenseNet (L = 40, k = 12)', 1.0, 5.24),
  cifar('other', 'DenseNet', 'DenseNet (L = 100, k = 12)', 7.0, 4.1),
  cifar('other', 'DenseNet', 'DenseNet (L = 100, k = 24)', 27.2, 3.74),
  cifar('other', 'DenseNet-BC', 'DenseNet-BC (L = 100, k = 40)', 25.6, 3.46),
  cifar('other', 'Shake-Shake', 'Shake-Shake 26 2x32d', 2.9, 3.55),
  cifar('other', 'Shake-Shake', 'Shake-Shake 26 2x96d', 26.2, 2.86),
  cifar('other', 'Shake-Shake, cutout', 'Shake-Shake 26 2x96d + cutout', 26.2, 2.56),
  cifar('other', 'NAS v3', 'NAS v3', 7.1, 4.47),
  cifar('other', 'NAS v3', 'NAS v3', 37.4, 3.65),
  cifar('nasnet-a', '6 @ 768', 'NASNet-A (6 @ 768)', 3.3, 3.41),
  cifar('nasnet-a', '6 @ 768, cutout', 'NASNet-A (6 @ 768) + cutout', 3.3, 2.65),
  cifar('nasnet-a', '7 @ 2304', 'NASNet-A (7 @ 2304)', 27.6, 2.97),
  cifar('nasnet-a', '7 @ 2304, cutout', 'NASNet-A (7 @ 2304) + cutout', 27.6, 2.4),
  cifar('nasnet-b', 'NASNet-B', 'NASNet-B (4 @ 1152)', 2.6, 3.73),
  cifar('nasnet-c', 'NASNet-C', 'NASNet-C (4 @ 640)', 3.1, 3.59),
];

/** Tables 2 and 3. */
export const IMAGENET_MODELS: readonly ImagenetModel[] = [
  imagenet('other', 'Inception V1', 'Inception V1', 224, 6.6, 1448, 69.8, 89.9),
  imagenet('other', 'MobileNet', 'MobileNet-224', 224, 4.2, 569, 70.6, 89.5),
  imagenet('other', 'ShuffleNet', 'ShuffleNet (2x)', 224, 5, 524, 70.9, 89.8),
  imagenet('other', 'Inception V2', 'Inception V2', 224, 11.2, 1940, 74.8, 92.2),
  imagenet('other', 'Inception V3', 'Inception V3', 299, 23.8, 5720, 78.8, 94.4),
  imagenet('other', 'Xception', 'Xception', 299, 22.8, 8380, 79.0, 94.5),
  imagenet('other', 'Inception-ResNet', 'Inception-ResNet V2', 299, 55.8, 13_200, 80.1, 95.1),
  imagenet('other', 'ResNeXt', 'ResNeXt-101 (64 x 4d)', 320, 83.6, 31_500, 80.9, 95.6),
  imagenet('other', 'PolyNet', 'PolyNet', 331, 92, 34_700, 81.3, 95.8),
  imagenet('other', 'DPN', 'DPN-131', 320, 79.5, 32_000, 81.5, 95.8),
  imagenet('other', 'SENet', 'SENet', 320, 145.8, 42_300, 82.7, 96.2),
  imagenet('nasnet-a', '4 @ 1056', 'NASNet-A (4 @ 1056)', 224, 5.3, 564, 74.0, 91.6),
  imagenet('nasnet-a', '5 @ 1538', 'NASNet-A (5 @ 1538)', 299, 10.9, 2350, 78.6, 94.2),
  imagenet('nasnet-a', '7 @ 1920', 'NASNet-A (7 @ 1920)', 299, 22.6, 4930, 80.8, 95.3),
  imagenet('nasnet-a', '6 @ 4032', 'NASNet-A (6 @ 4032)', 331, 88.9, 23_800, 82.7, 96.2),
  imagenet('nasnet-b', 'NASNet-B', 'NASNet-B (4 @ 1536)', 224, 5.3, 488, 72.8, 91.3),
  imagenet('nasnet-c', 'NASNet-C', 'NASNet-C (3 @ 960)', 224, 4.9, 558, 72.5, 91.0),
];
