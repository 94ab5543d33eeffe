import { OWN_LIMITS } from '../../data/own/id.ts';
import type { Excluded, Lacking } from '../../data/own/judge.ts';
import type { Refusal, Unread } from '../../protocol/own.ts';
import { megabytesText, whole } from '../format.ts';
import { counts } from './counts.ts';
import { sentence } from './sentence.ts';

const { classes, images, imagesPerClass } = OWN_LIMITS;

/** A person's own pictures: putting them together, keeping and removing them. */
export const ownTexts = {
  name: 'Your own pictures',
  close: 'Close your own pictures',
  privacy:
    'They stay in this browser, on this machine: nothing is sent anywhere. Runs, files, links and exports carry how many classes and pictures there are and a checksum, no picture, and class names only where you tick that in Share.',
  how: `A folder or zip with a folder for each class: ${classes.min} to ${classes.max} classes, ${whole(images.min)} to ${whole(images.max)} pictures, at least ${imagesPerClass} of each class. The middle square of each is kept, at 64 × 64 pixels.`,
  folder: { text: 'Choose a folder', field: 'Folder of pictures' },
  zip: { text: 'Choose a zip', field: 'Zip of pictures' },
  drop: 'or drop one here',
  camera: {
    name: 'Camera',
    open: 'Use the camera',
    label: 'Class',
    hold: 'Hold to take pictures',
    holdSays: 'Takes seven pictures a second of this class as long as it is held; the space bar does too.',
    taken: (count: number): string => counts.pictures(count),
    noName: 'Name the class first.',
    busy: 'Pictures are still being read.',
    none: 'No camera can be used here: allow it in the browser, or choose a folder. On plain http there is none.',
  },
  reading: (done: number, total: number): string =>
    total === 0 ? 'Reading …' : `Picture ${whole(done)} of ${whole(total)}`,
  table: 'Classes',
  class: 'Class',
  pictures: 'Pictures',
  leaveOut: 'Leave out',
  leaveOutName: (label: string): string => `Leave out ${label}`,
  excluded: (count: number): string => `Left out: ${counts.pictures(count)} or classes, and why`,
  more: (count: number): string => `And ${whole(count)} more.`,
  others: (count: number): string =>
    `${whole(count)} ${count === 1 ? 'other file was' : 'other files were'} passed over: no picture by its name.`,
  called: 'Name',
  usualName: 'My pictures',
  use: 'Use these',
  useSays:
    'Keeps them here, and has the next search train on them. A fifth of each class is held out for good.',
  /** `points`: of an accuracy of 50 %, up and down, rounded up. */
  judging: (images: number, points: number): string =>
    `${counts.pictures(images)} judge each child, so that 50 % is sure to ±${points} points: the whiskers say so. Of few pictures up to half judge, until that is ±10.`,
  kept: 'Kept here',
  keptFacts: (classCount: number, imageCount: number, bytes: number): string =>
    `${counts.classes(classCount)}, ${counts.pictures(imageCount)}, ${megabytesText(bytes)}`,
  take: { text: 'Use', says: 'The next search trains on these.' },
  taken: 'The next search trains on these.',
  remove: {
    text: 'Remove',
    says: 'Removes them from this browser. Runs that were trained on them stay, and cannot go on.',
    keep: 'Keep',
    forGood: 'Remove for good',
  },
  unkept: (why: string): string => `This did not work: ${sentence(why)} Make room, or try again.`,
} as const;

export function lackingText(lacking: Lacking): string {
  const { count } = lacking;
  switch (lacking.kind) {
    case 'few-classes':
      return `${count === 0 ? 'No class' : 'One class'} has at least ${imagesPerClass} pictures: add pictures until ${classes.min} have.`;
    case 'many-classes':
      return `${counts.classes(count)} are more than ${classes.max}: leave some out.`;
    case 'few-images':
      return `${counts.pictures(count)} are too few: add some until there are ${images.min}.`;
    case 'many-images':
      return `${counts.pictures(count)} are more than ${whole(images.max)}: leave a class out.`;
    default:
      return lacking satisfies never;
  }
}

export function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'no-pictures':
      return 'There is no picture in it: give a folder or zip with a folder of PNG or JPEG files for each class.';
    case 'many-pictures':
      return `It has ${counts.pictures(refusal.count)}, and none was read: a set has at most ${whole(images.max)}. Choose a folder with fewer.`;
    case 'zip-damaged':
      return `${refusal.name} is no zip, or is damaged: pack it again, or choose its folder.`;
    case 'zip-entries':
      return `${refusal.name} holds ${whole(refusal.count)} files, and none was read: pack at most ${whole(images.max)} pictures.`;
    case 'zip-large':
      return `${refusal.name} is too large (${megabytesText(refusal.bytes)}): unpack it and choose its folder.`;
    case 'zip-bomb':
      return `${refusal.name} was not unpacked: it would grow ${whole(refusal.times)} times, as no zip of pictures does. Choose a folder instead.`;
    default:
      return refusal satisfies never;
  }
}

export function unreadText(unread: Unread): string {
  switch (unread.kind) {
    case 'damaged':
      return `${unread.name} cannot be read as a picture: it is damaged, or of a kind that this browser does not know.`;
    case 'heic':
      return `${unread.name} is a HEIC picture, which this browser does not read: save it as JPEG or PNG.`;
    case 'homeless':
      return `${unread.name} lies in no folder, so its class is not known.`;
    case 'large':
      return `${unread.name} is too large (${megabytesText(unread.bytes)}).`;
    default:
      return unread satisfies never;
  }
}

export function excludedText(excluded: Excluded): string {
  switch (excluded.kind) {
    case 'duplicate':
      return `${excluded.name} is the same picture as ${excluded.of}.`;
    case 'contradiction':
      return `${excluded.names.join(' and ')} are the same picture in different classes, so neither is kept.`;
    case 'few':
      return `The class ${excluded.label} has ${counts.pictures(excluded.count)}: fewer than ${imagesPerClass}.`;
    default:
      return excluded satisfies never;
  }
}
