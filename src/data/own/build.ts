import { createRandom, shuffle } from '../../base/random.ts';
import { type DatasetInfo, imageBytes } from '../dataset.ts';
import { sha256 } from '../sha256.ts';
import { OWN_LIMITS, ownId } from './id.ts';
import { OWN_SIZE, type OwnHead } from './info.ts';
import type { OwnPicture } from './judge.ts';

/** A set as it is kept: its training images first, then those that are held out for good. */
export interface OwnSet extends OwnHead {
  /** Images x OWN_SIZE x OWN_SIZE x 3 bytes. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** One class index an image. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

const BYTES = imageBytes({ height: OWN_SIZE, width: OWN_SIZE, channels: 3 });

/**
 * Puts a set together of classes in their order. The same pictures of the same classes are the same set, whatever their names and
 * wherever they came from: in each class they stand by digest, and which of them are held out follows from all of them.
 */
export async function buildOwnSet(
  classes: readonly (readonly OwnPicture[])[],
  name: string,
  made: string,
): Promise<OwnSet> {
  const sorted = classes.map((members) => [...members].sort((a, b) => (a.digest < b.digest ? -1 : 1)));
  const text = JSON.stringify(sorted.map((members) => members.map(({ digest }) => digest)));
  const digest = await sha256(new TextEncoder().encode(text));
  const { training, test } = heldOut(sorted, Number.parseInt(digest.slice(0, 8), 16));
  const ordered = [...training, ...test];
  const images = new Uint8Array(ordered.length * BYTES);
  for (const [index, { picture }] of ordered.entries()) images.set(picture.pixels, index * BYTES);
  const trainingImages = training.length;
  return {
    id: ownId({ classes: classes.length, trainingImages }, digest),
    name,
    made,
    classes: classes.map(([first]) => first!.label),
    trainingImages,
    testImages: test.length,
    ...momentsOf(images.subarray(0, trainingImages * BYTES)),
    images,
    labels: Uint8Array.from(ordered, ({ label }) => label),
  };
}

interface Labelled {
  readonly picture: OwnPicture;
  readonly label: number;
}

/** A fifth of every class, rounded down; of a set that has none to spare, nothing. */
function heldOut(
  classes: readonly (readonly OwnPicture[])[],
  seed: number,
): { readonly training: readonly Labelled[]; readonly test: readonly Labelled[] } {
  const random = createRandom(seed);
  const all = classes.reduce((sum, { length }) => sum + length, 0);
  const hasSpare = all >= LEAST_WITH_TEST;
  const training: Labelled[] = [];
  const test: Labelled[] = [];
  for (const [label, members] of classes.entries()) {
    const count = hasSpare ? Math.floor(members.length / 5) : 0;
    const drawn = shuffle([...members], random).map((picture) => ({ picture, label }));
    test.push(...drawn.slice(0, count));
    training.push(...drawn.slice(count));
  }
  return { training, test };
}

/** Four fifths of so many are as many as a search needs. */
const LEAST_WITH_TEST = (OWN_LIMITS.images.min * 5) / 4;

/** Of x / 255, per channel; a channel that never changes has the smallest deviation that divides well. */
function momentsOf(pixels: Uint8Array): Pick<DatasetInfo, 'mean' | 'deviation'> {
  const sums = [0, 0, 0];
  const squares = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 3)
    for (let channel = 0; channel < 3; channel++) {
      const value = pixels[i + channel]! / 255;
      sums[channel]! += value;
      squares[channel]! += value * value;
    }
  const count = pixels.length / 3;
  const mean = sums.map((sum) => sum / count);
  const variance = (square: number, channel: number): number =>
    square / count - mean[channel]! * mean[channel]!;
  return {
    mean: mean.map(fourDigits),
    deviation: squares.map((square, channel) =>
      fourDigits(Math.max(0.01, Math.sqrt(Math.max(0, variance(square, channel))))),
    ),
  };
}

const fourDigits = (value: number): number => Math.round(value * 1e4) / 1e4;
