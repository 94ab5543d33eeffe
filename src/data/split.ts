import { DataError } from '../base/errors.ts';
import { createRandom, shuffle } from '../base/random.ts';
import type { ImageSet, Split } from './dataset.ts';

/**
 * A stratified, seeded split: every class gives the same number of images to either part; what does not divide by the
 * number of classes goes to random classes, to different ones for the two parts where that is possible. Both parts are
 * in random order. Throws a DataError where a class has too few images.
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
  const extraOrder = shuffle(Array.from(classes.keys()), random);
  const trainExtra = trainCount % classes.length;
  const validationExtra = validationCount % classes.length;
  const train: number[] = [];
  const validation: number[] = [];
  for (const [label, members] of membersByClass(set).entries()) {
    const place = extraOrder.indexOf(label);
    // The second part's extras go on where the first part's end, around the circle of classes.
    const placeAfter = (place - trainExtra + classes.length) % classes.length;
    const forTrain = Math.floor(trainCount / classes.length) + (place < trainExtra ? 1 : 0);
    const forValidation =
      Math.floor(validationCount / classes.length) + (placeAfter < validationExtra ? 1 : 0);
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

function membersByClass(set: ImageSet): number[][] {
  const members = set.info.classes.map(() => [] as number[]);
  for (const [index, label] of set.labels.entries()) members[label]!.push(index);
  return members;
}
