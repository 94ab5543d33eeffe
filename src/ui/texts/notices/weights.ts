import { megabytesText } from '../../format.ts';
import { counts } from '../counts.ts';

/** Files of weights that came back to the page, and why one does not open. */
export const weightsTexts = {
  zipWithout:
    'The zip holds no weights.safetensors that can be opened. A zip of pictures goes into your own pictures, in the settings under Images.',
  zipDamaged: 'The zip is damaged or cut short: take it once more.',
  imagenet:
    'Its network is of the ImageNet setting, which is not inspected here: npm run export turns it into other formats.',
  noImages: (classes: number): string =>
    `Its images, of ${counts.classes(classes)}, are none that this browser has: where they are own pictures, put the same ones together here first, in the settings under Images.`,
  large: (bytes: number, most: number): string =>
    `It has ${megabytesText(bytes)}, and this page opens at most ${megabytesText(most)}: npm run export takes it with --weights.`,
  unloaded: 'The part of the page that reads it did not load.',
} as const;
