import type { StemFilters } from '../../network/nodes.ts';
import type { Pixels } from './maps.ts';

const MIDDLE = 128;
const REACH = 127;

/**
 * One filter of the stem as a picture: weights of red, green and blue as their parts of a colour, 0 in the middle, the filter's
 * greatest weight at an end of the scale. Of other than three channels the first stands for all.
 */
export function filterPixels(filters: StemFilters, filter: number): Pixels {
  const { height, width, channels, count, values } = filters;
  const at = (pixel: number, channel: number): number =>
    values[(pixel * channels + channel) * count + filter]!;
  let most = 0;
  for (let pixel = 0; pixel < height * width; pixel++)
    for (let channel = 0; channel < channels; channel++) most = Math.max(most, Math.abs(at(pixel, channel)));
  const bytes = new Uint8ClampedArray(4 * height * width).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++)
    for (let part = 0; part < 3; part++) {
      const value = at(pixel, channels === 3 ? part : 0);
      bytes[4 * pixel + part] = Math.round(MIDDLE + (most === 0 ? 0 : (REACH * value) / most));
    }
  return { height, width, bytes };
}
