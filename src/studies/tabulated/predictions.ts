import { bitAt, packBits } from '../../base/bytes/bits.ts';
import { RangeDecoder, RangeEncoder } from './rangeCoder.ts';

/** What the children of a table said, in the order of its rows: the file beside it. */
export interface Predictions {
  /** Validation images that are told of: the first ones of the split. */
  readonly images: number;
  /** Of each row, one bit an image: whether it was right. */
  readonly right: readonly Uint8Array[];
  /** Of each row, the classes (0 to 15) that the shown images are taken for. */
  readonly classes: readonly (readonly number[])[];
}

/** Classes take half a byte each, row by row; then come the bits, coded. */
export function encodePredictions({ images, right, classes }: Predictions): Uint8Array<ArrayBuffer> {
  const shown = classes[0]?.length ?? 0;
  const halves = new Uint8Array(Math.ceil((classes.length * shown) / 2));
  for (const [i, value] of classes.flat().entries()) halves[i >> 1]! |= value << (4 * (i & 1));
  const encoder = new RangeEncoder();
  const learned = new Learned(images);
  for (const bits of right)
    for (let image = 0; image < images; image++) {
      const bit = bitAt(bits, image);
      encoder.encode(bit, learned.probability(image));
      learned.saw(image, bit);
    }
  const coded = encoder.finish();
  const bytes = new Uint8Array(halves.length + coded.length);
  bytes.set(halves);
  bytes.set(coded, halves.length);
  return bytes;
}

/** The inverse, of a file whose length and sizes the table has told. */
export function decodePredictions(
  bytes: Uint8Array,
  { rows, images, shown }: { readonly rows: number; readonly images: number; readonly shown: number },
): Predictions {
  const halves = Math.ceil((rows * shown) / 2);
  const classes = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: shown }, (_, k) => {
      const i = row * shown + k;
      return ((bytes[i >> 1] ?? 0) >> (4 * (i & 1))) & 15;
    }),
  );
  const decoder = new RangeDecoder(bytes.subarray(halves));
  const learned = new Learned(images);
  const right = Array.from({ length: rows }, () =>
    packBits(
      Array.from({ length: images }, (_, image) => {
        const bit = decoder.decode(learned.probability(image));
        learned.saw(image, bit);
        return bit;
      }),
    ),
  );
  return { images, right, classes };
}

/**
 * How probable it is that an image is right: its share among the rows before, apart for rows like the one before it in this
 * (neighbours of a table are alike). Krichevsky and Trofimov's estimate (1981).
 */
class Learned {
  readonly #ones: Float64Array;
  readonly #seen: Float64Array;
  readonly #last: Uint8Array;

  constructor(images: number) {
    this.#ones = new Float64Array(2 * images);
    this.#seen = new Float64Array(2 * images);
    this.#last = new Uint8Array(images);
  }

  probability(image: number): number {
    const at = 2 * image + this.#last[image]!;
    return (this.#ones[at]! + 0.5) / (this.#seen[at]! + 1);
  }

  saw(image: number, bit: boolean): void {
    const at = 2 * image + this.#last[image]!;
    this.#seen[at]!++;
    if (bit) this.#ones[at]!++;
    this.#last[image] = bit ? 1 : 0;
  }
}

/**
 * As many images as a file of so many bytes has room for, in hundreds, and its bytes. Throws a RangeError where not even the
 * classes have.
 */
export function fittedPredictions(
  whole: Predictions,
  most: number,
): { readonly images: number; readonly bytes: Uint8Array<ArrayBuffer> } {
  let images = whole.images;
  for (;;) {
    const bytes = encodePredictions({ ...whole, images });
    if (bytes.length <= most) return { images, bytes };
    if (images === 0)
      throw new RangeError(
        `The classes of ${whole.classes.length} children alone take ${bytes.length} bytes, more than the ${most} there are: show fewer images or allow more bytes.`,
      );
    const next = 100 * Math.floor((images * most) / bytes.length / 100);
    images = Math.max(0, Math.min(next, images - 100));
  }
}
