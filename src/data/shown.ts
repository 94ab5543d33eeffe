import { DataError } from '../base/errors.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { type DatasetInfo, type ImageSet, imageBytes } from './dataset.ts';

/**
 * Six images by which a person sees what children take images for: the first test image of each of the first six classes, the
 * same ones in every run of a data set. Nothing is trained on them, and nothing is chosen by them.
 */
export const SHOWN_IMAGES = 6;

/** One of each class of a set that has fewer. */
export const shownImages = ({ classes }: Pick<DatasetInfo, 'classes'>): number =>
  Math.min(SHOWN_IMAGES, classes.length);

/** Whether six lie beside a prepared set's shards: none with fewer classes, or without test images. */
export const hasShown = ({ classes, testImages }: DatasetInfo): boolean =>
  classes.length >= SHOWN_IMAGES && testImages > 0;

/** Lies beside a data set's shards: their labels, one byte each, then their pixels at full size, as a shard has them. */
export const SHOWN_FILE = 'shown.bin';

/** How such a file is listed in a manifest. */
export interface ShownEntry {
  readonly file: typeof SHOWN_FILE;
  readonly images: typeof SHOWN_IMAGES;
  readonly bytes: number;
  /** Of the whole file, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

export const shownBytes = (info: DatasetInfo): number => SHOWN_IMAGES * (1 + imageBytes(info));

/** Takes images as they come, in the order of the data set, and keeps those that are shown. */
export class ShownImages {
  readonly #set: ImageSet;
  #missing: number;
  readonly #has = new Set<number>();

  constructor(info: DatasetInfo) {
    const count = shownImages(info);
    this.#missing = count;
    this.#set = {
      info,
      count,
      images: new Uint8Array(count * imageBytes(info)),
      labels: Uint8Array.from({ length: count }, (_, label) => label),
    };
  }

  /** Where the image's pixels belong, or null where it is not one of them. */
  place(label: number): Uint8Array | null {
    if (label >= this.#set.count || this.#has.has(label)) return null;
    this.#has.add(label);
    this.#missing--;
    const bytes = imageBytes(this.#set.info);
    return this.#set.images.subarray(label * bytes, (label + 1) * bytes);
  }

  /** Null while one is missing. */
  get set(): ImageSet | null {
    return this.#missing === 0 ? this.#set : null;
  }
}

/** As the file has them. */
export function encodeShown({ labels, images }: ImageSet): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(labels.length + images.length);
  bytes.set(labels);
  bytes.set(images, labels.length);
  return bytes;
}

/** What the bytes of such a file hold; the failure is a sentence. */
export function decodeShown(info: DatasetInfo, bytes: Uint8Array<ArrayBuffer>): Result<ImageSet, string> {
  if (bytes.length !== shownBytes(info))
    return fail(`${SHOWN_FILE} has ${bytes.length} bytes instead of ${shownBytes(info)}.`);
  const labels = bytes.slice(0, SHOWN_IMAGES);
  const wrong = labels.findIndex((label, index) => label !== index);
  if (wrong >= 0)
    return fail(
      `${SHOWN_FILE} says that its image ${wrong} is of class ${labels[wrong]}, expected ${wrong}.`,
    );
  return ok({ info, count: SHOWN_IMAGES, images: bytes.slice(SHOWN_IMAGES), labels });
}

/** Those of a set in its own order. Throws a DataError where a class is missing. */
export function shownOf(set: ImageSet): ImageSet {
  const bytes = imageBytes(set.info);
  const shown = new ShownImages(set.info);
  for (const [index, label] of set.labels.entries())
    shown.place(label)?.set(set.images.subarray(index * bytes, (index + 1) * bytes));
  if (shown.set === null)
    throw new DataError(
      `The test images of ${set.info.title} are not of its first ${shownImages(set.info)} classes: none can be shown.`,
    );
  return shown.set;
}
