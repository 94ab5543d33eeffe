import type { DatasetInfo } from '../dataset.ts';
import { type OwnId, ownCounts } from './id.ts';

/** Height and width in pixels that own pictures are kept at; runs may have them at halves of it. */
export const OWN_SIZE = 64;
export const OWN_SIZES = [64, 32, 16, 8] as const;

/** What is kept of a set beside its pixels; only the browser that keeps it knows the names. */
export interface OwnHead {
  readonly id: OwnId;
  /** As a person called it. */
  readonly name: string;
  /** When it was put together, as `Date.prototype.toISOString` writes it. */
  readonly made: string;
  readonly classes: readonly string[];
  readonly trainingImages: number;
  readonly testImages: number;
  /** Per channel of x / 255, of the training images. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const infos = new Map<OwnId, DatasetInfo>();

/** Sets whose classes have names here: their pictures are kept, or a run's file brought the names. */
const named = new Map<OwnId, 'kept' | 'brought'>();

/** From now on the set's own names and normalisation are what its info says, here and in no other realm. */
export function knowOwnSet({ id, classes, trainingImages, testImages, mean, deviation }: OwnHead): void {
  named.set(id, 'kept');
  infos.set(id, { ...about(id), classes, trainingImages, testImages, mean, deviation });
}

/** The names that a run's file brought along; those of a set that is kept here stay as they are. */
export function knowOwnNames(id: OwnId, classes: readonly string[]): void {
  if (named.get(id) === 'kept') return;
  named.set(id, 'brought');
  infos.set(id, { ...unknownInfo(id), classes });
}

/** In the order of the classes; null where they are numbered here. */
export const ownClassNames = (id: OwnId): readonly string[] | null =>
  named.has(id) ? ownInfo(id).classes : null;

/** Of a set that is not kept here, what its id says: its classes are numbered, and nothing can be opened. */
export function ownInfo(id: OwnId): DatasetInfo {
  const known = infos.get(id) ?? unknownInfo(id);
  infos.set(id, known); // the same object each time
  return known;
}

function unknownInfo(id: OwnId): DatasetInfo {
  const { classes, trainingImages } = ownCounts(id) ?? { classes: 0, trainingImages: 0 };
  return {
    ...about(id),
    classes: Array.from({ length: classes }, (_, index) => `class ${index + 1}`),
    trainingImages,
    testImages: 0,
    mean: [0.5, 0.5, 0.5],
    deviation: [0.25, 0.25, 0.25],
  };
}

const about = (id: OwnId) => ({
  id,
  title: 'own pictures',
  menuTitle: 'Own pictures',
  uneven: true as const,
  height: OWN_SIZE,
  width: OWN_SIZE,
  channels: 3,
  sizes: OWN_SIZES,
});
