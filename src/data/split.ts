import { DataError } from '../base/errors.ts';
import { createRandom, shuffle } from '../base/random.ts';
import type { ImageSet, Split } from './dataset.ts';

/**
 * A stratified, seeded split: every class gives the same number of images to either part; what does not divide by the
 * number of classes goes to random classes, to different ones for the two parts where that is possible. Where classes are
 * uneven, each gives by its share of all images. Both parts are in random order. Throws a DataError where a class has too few images.
 */
export function splitSet(set: ImageSet, trainCount: number, validationCount: number, seed: number): Split {
  const { classes, title } = set.info;
  for (const [part, count] of Object.entries({ training: trainCount, validation: validationCount })) {
    if (!Number.isInteger(count) || count < 0) {
      throw new DataError(`${count} ${part} images were asked for: it must be a whole number from 0.`);
    }
  }
  if (trainCount + validationCount > set.count) {
    throw new DataError(
      `${trainCount} training and ${validationCount} validation images were asked for, but only ${set.count} images ` +
        `of ${title} are loaded. Choose fewer.`,
    );
  }
  const random = createRandom(seed);
  const byClass = membersByClass(set);
  const shares = set.info.uneven
    ? sharedBySize(byClass, trainCount, validationCount)
    : sharedEvenly(classes.length, trainCount, validationCount, random);
  const train: number[] = [];
  const validation: number[] = [];
  for (const [label, members] of byClass.entries()) {
    const { forTrain, forValidation } = shares[label]!;
    if (forTrain + forValidation > members.length) {
      throw new DataError(
        `Class ${classes[label]} needs ${forTrain} training and ${forValidation} validation images, but only ` +
          `${members.length} of it are loaded. Choose fewer images.`,
      );
    }
    shuffle(members, random);
    for (const index of members.slice(0, forTrain)) train.push(index);
    for (const index of members.slice(forTrain, forTrain + forValidation)) validation.push(index);
  }
  return {
    train: Uint32Array.from(shuffle(train, random)),
    validation: Uint32Array.from(shuffle(validation, random)),
  };
}

/** How many images of a class either part has. */
interface Share {
  readonly forTrain: number;
  readonly forValidation: number;
}

function sharedEvenly(
  classes: number,
  trainCount: number,
  validationCount: number,
  random: Parameters<typeof shuffle>[1],
): readonly Share[] {
  const extraOrder = shuffle(
    Array.from({ length: classes }, (_, label) => label),
    random,
  );
  const trainExtra = trainCount % classes;
  const validationExtra = validationCount % classes;
  return Array.from({ length: classes }, (_, label) => {
    const place = extraOrder.indexOf(label);
    // The second part's extras go on where the first part's end, around the circle of classes.
    const placeAfter = (place - trainExtra + classes) % classes;
    return {
      forTrain: Math.floor(trainCount / classes) + (place < trainExtra ? 1 : 0),
      forValidation: Math.floor(validationCount / classes) + (placeAfter < validationExtra ? 1 : 0),
    };
  });
}

/** Every class by its share of all images, in both parts. */
function sharedBySize(
  byClass: readonly (readonly number[])[],
  trainCount: number,
  validationCount: number,
): readonly Share[] {
  const used = apportioned(
    byClass.map(({ length }) => length),
    trainCount + validationCount,
  );
  const trained = apportioned(used, trainCount);
  return used.map((count, label) => ({ forTrain: trained[label]!, forValidation: count - trained[label]! }));
}

/** `total` in proportion to the sizes, by largest remainders, the first of equals first; none gets more than its size. */
function apportioned(sizes: readonly number[], total: number): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  // In whole numbers: a float would make equals differ.
  const parts = sizes.map((size) => Math.floor((size * total) / Math.max(1, all)));
  const remainders = sizes.map((size, index) => size * total - parts[index]! * all);
  const order = [...sizes.keys()].sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  for (const index of order.slice(0, left)) parts[index]!++;
  return parts;
}

function membersByClass(set: ImageSet): number[][] {
  const members = set.info.classes.map(() => [] as number[]);
  for (const [index, label] of set.labels.entries()) members[label]!.push(index);
  return members;
}
