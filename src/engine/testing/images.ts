import { createRandom } from '../../base/random.ts';
import type { ImageSet } from '../../data/dataset.ts';

/** Random bytes that carry their class: channel values around one of `classes` colours. */
export function colouredNoise(
  count: number,
  [height, width, channels]: readonly [number, number, number],
  classes: number,
  seed: number,
): ImageSet {
  const random = createRandom(seed);
  const images = new Uint8Array(count * height * width * channels);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  const size = height * width * channels;
  for (let i = 0; i < images.length; i++) {
    const label = labels[Math.floor(i / size)]!;
    const centre = 60 + ((label * 37 + (i % channels) * 61) % 140);
    images[i] = Math.max(0, Math.min(255, Math.round(centre + 40 * random.normal())));
  }
  return {
    info: {
      id: 'synthetic',
      title: 'noise',
      menuTitle: 'noise',
      classes: Array.from({ length: classes }, (_, i) => `class ${i}`),
      height,
      width,
      channels,
      trainingImages: count,
      testImages: 0,
      sizes: [height],
      mean: Array.from({ length: channels }, () => 0.5),
      deviation: Array.from({ length: channels }, () => 0.25),
    },
    count,
    images,
    labels,
  };
}
