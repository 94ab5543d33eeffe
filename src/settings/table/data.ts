import type { SettingTable } from '../../base/setting.ts';
import { DATASET_IDS, type DatasetId, IMAGE_SIZES, USUAL_DATASET } from '../../data/infos.ts';

/** In a menu. */
const TITLES: Readonly<Record<DatasetId, string>> = { cifar10: 'CIFAR-10', synthetic: 'Simple shapes' };

/** The images that children see. */
export const DATA_SETTINGS = {
  dataset: {
    kind: 'choice',
    default: USUAL_DATASET,
    choices: DATASET_IDS,
    titles: DATASET_IDS.map((id) => [id, TITLES[id]] as const),
    label: 'Images',
    description: 'CIFAR-10, or a set of simple shapes made in code.',
    group: 'data',
    decidesReward: { part: 'data', place: 0 },
  },
  /** Height and width of the images that children see. */
  imageSize: {
    kind: 'choice',
    default: 32,
    choices: IMAGE_SIZES,
    titles: IMAGE_SIZES.map((size) => [size, `${size} × ${size}`] as const),
    label: 'Image size',
    description:
      'Height and width of the images that children see; each halving takes means of 2 x 2 pixels and is four times as fast.',
    group: 'data',
    decidesReward: { part: 'data', place: 1 },
  },
  trainImages: {
    kind: 'number',
    default: 4000,
    min: 10,
    max: 49_990,
    step: 10,
    unit: 'images',
    label: 'Training images',
    description: 'How many images each child is trained on.',
    group: 'data',
    decidesReward: { part: 'data', place: 2 },
    aliases: ['images'],
  },
  validationImages: {
    kind: 'number',
    default: 1000,
    min: 10,
    max: 49_990,
    step: 10,
    unit: 'images',
    label: 'Validation images',
    description: "How many held-out training images measure a child's accuracy, its reward.",
    group: 'data',
    decidesReward: { part: 'data', place: 3 },
    aliases: ['validation'],
  },
  cropPadding: {
    kind: 'number',
    default: 4,
    min: 0,
    max: 8,
    step: 1,
    unit: 'px',
    label: 'Crop padding',
    description: 'Zeros put around a training image before a random 32 x 32 crop; 0 turns cropping off.',
    group: 'data',
    decidesReward: { part: 'data', place: 4 },
    aliases: ['crop'],
  },
  cutout: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 32,
    step: 1,
    unit: 'px',
    label: 'Cutout',
    description:
      'Side of the square that is blanked at a random place of every training image; 0 turns it off.',
    group: 'data',
    decidesReward: { part: 'data', place: 6 },
  },
  flip: {
    kind: 'switch',
    default: true,
    label: 'Flip',
    description: 'Mirrors every second training image, chosen at random.',
    group: 'data',
    decidesReward: { part: 'data', place: 5 },
  },
} as const satisfies SettingTable;
