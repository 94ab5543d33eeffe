import { SPACE, whole } from '../../../format.ts';

const share = (probability: number): string => `${Math.round(100 * probability)}${SPACE}%`;

/** Pictures of one's own that a child is shown. */
export const tryItTexts = {
  title: 'Try it',
  choose: { text: 'Choose a picture', field: 'Picture to try' },
  drop: 'or drop or paste one here',
  honest: (classes: number): string =>
    `What is none of its ${classes} classes is given one all the same. Nothing leaves this machine, and nothing is kept.`,
  many: (count: number): string =>
    `${whole(count)} files were given, and none was tried: give one picture at a time.`,
  closed:
    'The picture was not tried, since this child is not open here: what it lacks, and what to do, is told below.',
  waiting: 'The child is looking at it.',
  answer: {
    classes: 'What it takes the picture for',
    picture: 'The picture, as the child sees it',
    seen: (size: number): string =>
      `The middle square at ${size} × ${size} pixels; the child reads it normalised as its own images are. Press to see its maps.`,
    share,
    taken: (name: string, probability: number): string => `Taken for ${name} at ${share(probability)}.`,
  },
  camera: {
    open: 'Use the camera',
    close: 'Stop the camera',
    says: 'Shows the child what the camera sees, frame by frame, as fast as it answers.',
    film: 'What the camera sees',
    frame: 'The camera’s frame',
    unread: 'What the camera shows can’t be read here: reload the page, or choose a picture.',
    refused:
      'This page may not use the camera. Allow it beside the page’s address and press again, or choose a picture.',
    none: 'No camera can be used here: choose a picture. On plain http there is none.',
  },
} as const;
