import { interpolateLab, rgb } from 'd3';
import { colourOf, type Theme } from '../tokens.ts';

/** Feature maps of one image, [height, width, channels], channels fastest. */
export interface MapStack {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** A picture's pixels, row by row, four bytes each, as a canvas takes them. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
}

/** The channels that are worth a look, those that vary most; of equal ones the first. In their order. */
export function mostVaried({ height, width, channels, values }: MapStack, most: number): readonly number[] {
  const all = Array.from({ length: channels }, (_, channel) => channel);
  if (channels <= most) return all;
  const count = height * width;
  const variances = all.map((channel) => {
    let sum = 0;
    let squares = 0;
    for (let pixel = 0; pixel < count; pixel++) {
      const value = values[pixel * channels + channel]!;
      sum += value;
      squares += value * value;
    }
    return squares / count - (sum / count) * (sum / count);
  });
  return all
    .sort((a, b) => variances[b]! - variances[a]! || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}

const STEPS = 256;
const ramps = new Map<Theme, readonly (readonly [number, number, number])[]>();

/** From heat0 to heat1, mixed in Lab as the style sheets do. */
function rampOf(theme: Theme): readonly (readonly [number, number, number])[] {
  const known = ramps.get(theme);
  if (known) return known;
  const mix = interpolateLab(colourOf('heat0', theme), colourOf('heat1', theme));
  const ramp = Array.from({ length: STEPS }, (_, step) => {
    const { r, g, b } = rgb(mix(step / (STEPS - 1)));
    return [r, g, b] as const;
  });
  ramps.set(theme, ramp);
  return ramp;
}

/** One map, from its least value in heat0 to its greatest in heat1; one that is the same everywhere is heat0. */
export function mapPixels(stack: MapStack, channel: number, theme: Theme): Pixels {
  const { height, width, channels, values } = stack;
  const count = height * width;
  const ramp = rampOf(theme);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let pixel = 0; pixel < count; pixel++) {
    const value = values[pixel * channels + channel]!;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const bytes = new Uint8ClampedArray(4 * count).fill(255);
  const scale = high > low ? (STEPS - 1) / (high - low) : 0;
  for (let pixel = 0; pixel < count; pixel++) {
    const step = Math.round((values[pixel * channels + channel]! - low) * scale);
    bytes.set(ramp[Number.isFinite(step) ? step : 0]!, 4 * pixel);
  }
  return { height, width, bytes };
}
