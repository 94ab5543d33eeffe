import { whole } from '../../format.ts';

/** The children of a wave beside each other, and what is told of each. */
export const populationTexts = {
  list: 'Children of this wave',
  /** Of a list that stands below one of them. */
  strip: 'All children of this wave',
  child: (number: number): string => `Child ${number}`,
  bestSoFar: (percent: string): string => `best so far ${percent}`,
  /** What a child is at: one line of some 30 letters, for the eye and the ear. */
  epoch: (epoch: number, of: number, loss: string | null): string =>
    loss === null ? `epoch ${epoch} of ${of}` : `epoch ${epoch} of ${of}, loss ${loss}`,
  compiling: (kernels: number): string =>
    `compiling ${whole(kernels)} ${kernels === 1 ? 'kernel' : 'kernels'}`,
  evaluating: (done: number, of: number): string => `held out: ${whole(done)} of ${whole(of)}`,
  coming: 'to come',
  starting: 'starting',
  /** It has a result, and one of a lower number has not. */
  waits: 'waits its turn',
  same: (as: number): string => `same as ${as}, waits its turn`,
  ended: 'ended',
  reused: (as: number): string => `same as ${as}, ended`,
  /** By a sentence that says why. */
  failed: (reason: string | undefined): string => (reason === undefined ? 'failed' : `failed: ${reason}`),
  /** What a child's figure is: beside it, and where it is said and not seen. */
  figure: { training: 'train', heldOut: 'held out' },
  training: (percent: string): string => `training accuracy ${percent} %`,
  heldOut: (percent: string): string => `held-out accuracy ${percent} %`,
  /** Beside the tabs: how many are at what. */
  inTraining: 'in training',
  waiting: 'waiting',
  toCome: 'to come',
  spoken: (first: number, last: number): string => `Children ${first} to ${last} are this wave.`,
} as const;
