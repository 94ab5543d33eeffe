import type { ImageSet } from '../../data/dataset.ts';
import type { Augmentation, Step } from '../executor.ts';
import { drawImage } from '../randomness.ts';

/** Gathers, normalises and augments images on the CPU: 200,000 numbers a batch of 64, about a millisecond. */
export class BatchReader {
  readonly set: ImageSet;
  /** What each byte of each channel becomes: (x / 255 - mean) / deviation. */
  readonly #normalised: readonly Float32Array[];

  constructor(set: ImageSet) {
    this.set = set;
    const { channels, mean, deviation } = set.info;
    this.#normalised = Array.from({ length: channels }, (_, c) =>
      Float32Array.from({ length: 256 }, (_, x) => (x / 255 - mean[c]!) / deviation[c]!),
    );
  }

  labels(indices: Uint32Array): Uint8Array {
    return Uint8Array.from(indices, (index) => this.set.labels[index]!);
  }

  /**
   * [indices, height, width, channels], normalised. With a step: padded with zeros and cropped, then flipped, then a
   * square around the cutout's centre set to zero (clipped at the edges; of an even side the extra row and column lie
   * before the centre).
   */
  pixels(
    indices: Uint32Array,
    training?: { readonly step: Pick<Step, 'seed' | 'step'>; readonly augmentation: Augmentation },
  ): Float32Array<ArrayBuffer> {
    const { height, width, channels } = this.set.info;
    const out = new Float32Array(indices.length * height * width * channels);
    const none: Augmentation = { cropPadding: 0, flip: false, cutout: 0 };
    indices.forEach((index, position) => {
      this.#checkIndex(index);
      const { step, augmentation } = training ?? { step: { seed: 0, step: 0 }, augmentation: none };
      const draw = drawImage(step, position, augmentation, height, width);
      this.#write(out, position, index, draw, augmentation);
    });
    return out;
  }

  #write(
    out: Float32Array,
    position: number,
    index: number,
    draw: ReturnType<typeof drawImage>,
    { cropPadding, cutout }: Augmentation,
  ): void {
    const { height, width, channels } = this.set.info;
    const size = height * width * channels;
    const top = draw.cutoutRow - Math.floor(cutout / 2);
    const left = draw.cutoutColumn - Math.floor(cutout / 2);
    for (let y = 0; y < height; y++) {
      const sourceY = y + draw.cropRow - cropPadding;
      if (sourceY < 0 || sourceY >= height) continue;
      for (let x = 0; x < width; x++) {
        if (y >= top && y < top + cutout && x >= left && x < left + cutout) continue;
        const sourceX = (draw.flip ? width - 1 - x : x) + draw.cropColumn - cropPadding;
        if (sourceX < 0 || sourceX >= width) continue;
        const from = index * size + (sourceY * width + sourceX) * channels;
        const to = position * size + (y * width + x) * channels;
        for (let c = 0; c < channels; c++) out[to + c] = this.#normalised[c]![this.set.images[from + c]!]!;
      }
    }
  }

  #checkIndex(index: number): void {
    if (index >= this.set.count) {
      throw new RangeError(`image ${index} does not exist: the set holds ${this.set.count}`);
    }
  }
}
