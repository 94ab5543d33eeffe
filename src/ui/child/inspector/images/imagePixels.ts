import type { Pixels } from '../../../../drawings/inspector/maps.ts';
import type { ValidationImages } from '../../../../protocol/inspection.ts';

/** One held-out image as a canvas takes it; of one channel all three are that. */
export function imagePixels(
  images: Pick<ValidationImages, 'height' | 'width' | 'channels' | 'pixels'>,
  index: number,
): Pixels {
  const { height, width, channels, pixels } = images;
  const count = height * width;
  const bytes = new Uint8ClampedArray(4 * count).fill(255);
  for (let pixel = 0; pixel < count; pixel++)
    for (let part = 0; part < 3; part++)
      bytes[4 * pixel + part] = pixels[(index * count + pixel) * channels + Math.min(part, channels - 1)]!;
  return { height, width, bytes };
}
