/** The id of a person's own pictures says all that settings need, and names neither them nor their classes. */
export type OwnId = `own-${string}`;

/** What a set of own pictures may hold. */
export const OWN_LIMITS = {
  classes: { min: 2, max: 20 },
  images: { min: 20, max: 5000 },
  /** A class with fewer tells nothing once a fifth is held out. */
  imagesPerClass: 5,
} as const;

/** `own-<classes>-<training images>-<the first 12 hexadecimal digits of SHA-256 over labels and pixels>` */
export const OWN_ID_PATTERN = /^own-([1-9]\d?)-([1-9]\d{1,3})-([0-9a-f]{12})$/;

export interface OwnCounts {
  readonly classes: number;
  /** Without those that are held out for good. */
  readonly trainingImages: number;
}

export const ownId = ({ classes, trainingImages }: OwnCounts, digest: string): OwnId =>
  `own-${classes}-${trainingImages}-${digest.slice(0, 12)}`;

/** Null where the id is none of own pictures. */
export function ownCounts(id: unknown): OwnCounts | null {
  const [, classes, images] = (typeof id === 'string' && OWN_ID_PATTERN.exec(id)) || [];
  const counts = { classes: Number(classes), trainingImages: Number(images) };
  const { min, max } = OWN_LIMITS.classes;
  const isSound =
    counts.classes >= min &&
    counts.classes <= max &&
    counts.trainingImages >= OWN_LIMITS.images.min &&
    counts.trainingImages <= OWN_LIMITS.images.max;
  return isSound ? counts : null;
}

export const isOwnId = (value: unknown): value is OwnId => ownCounts(value) !== null;
