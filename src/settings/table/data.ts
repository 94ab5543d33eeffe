import type { SettingTable } from '../../base/setting.ts';
import {
  DATASET_IDS,
  datasetInfo,
  IMAGE_SIZES,
  isOwnId,
  isSynthetic,
  nameInSentence,
  USUAL_DATASET,
} from '../../data/infos.ts';
import { OWN_ID_PATTERN } from '../../data/own/id.ts';

/** Images of a part, for training or validation. */
const FEWEST = 10;

/** All of the largest set but the fewest that the other part takes. */
const MOST = Math.max(...DATASET_IDS.map((id) => datasetInfo(id).trainingImages)) - FEWEST;

/** The real ones first. */
const named = [
  ...DATASET_IDS.filter((id) => !isSynthetic(id)).map(nameInSentence),
  ...DATASET_IDS.filter(isSynthetic).map((id) => `a set of ${nameInSentence(id)} made in code`),
];

/** The images that children see. */
export const DATA_SETTINGS = {
  dataset: {
    kind: 'choice',
    default: USUAL_DATASET,
    choices: DATASET_IDS,
    titles: DATASET_IDS.map((id) => [id, datasetInfo(id).menuTitle] as const),
    also: { pattern: OWN_ID_PATTERN, is: isOwnId, title: 'Own pictures' },
    label: 'Images',
    description: `${named.slice(0, -1).join(', ')}, or ${named.at(-1)}.`,
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
    min: FEWEST,
    max: MOST,
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
    default: 5000,
    min: FEWEST,
    max: MOST,
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
    description:
      'Zeros put around a training image before a random crop of its old size; 0 turns cropping off.',
    group: 'data',
    decidesReward: { part: 'data', place: 4 },
    aliases: ['crop'],
  },
  cutout: {
    kind: 'number',
    default: 0,
    min: 0,
    max: Math.max(...IMAGE_SIZES),
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
