import type { ConfusionPlace } from '../../../../drawings/inspector/confusion.ts';
import type { Inspected } from '../../../../protocol/inspection.ts';

/** Which held-out images come first. */
export const IMAGE_ORDERS = ['wrong', 'right', 'unsure'] as const;
export type ImageOrder = (typeof IMAGE_ORDERS)[number];

/** One held-out image, as the child sees it. */
export interface JudgedImage {
  /** Its place among the validation images. */
  readonly index: number;
  readonly truth: number;
  readonly taken: number;
  /** Of the class that it is taken for, 0 to 1. */
  readonly probability: number;
}

export function judgedImages({
  images,
  predicted,
  probabilities,
}: Pick<Inspected, 'images' | 'predicted' | 'probabilities'>): readonly JudgedImage[] {
  const classes = probabilities.length / images.count;
  return Array.from({ length: images.count }, (_, index) => {
    const taken = predicted[index]!;
    return {
      index,
      truth: images.labels[index]!,
      taken,
      probability: probabilities[index * classes + taken]!,
    };
  });
}

/**
 * Those of one square of the confusion matrix, or all: what is wrong first, the surest mistakes at the head; what is right first,
 * surest too; or least sure, right or wrong. Of equal ones the first.
 */
export function orderedImages(
  images: readonly JudgedImage[],
  order: ImageOrder,
  square: ConfusionPlace | null,
): readonly JudgedImage[] {
  const chosen = images.filter(
    ({ truth, taken }) => square === null || (truth === square.truth && taken === square.taken),
  );
  const rank = ({ truth, taken, probability }: JudgedImage): number => {
    if (order === 'unsure') return probability;
    const isFirst = (truth === taken) === (order === 'right');
    return (isFirst ? 0 : 1) + 1 - probability;
  };
  return chosen
    .map((image) => ({ image, rank: rank(image) }))
    .sort((a, b) => a.rank - b.rank || a.image.index - b.image.index)
    .map(({ image }) => image);
}

/** Where an arrow leads in a grid of so many columns; null for a key that is not the grid's. */
export function gridTarget(key: string, index: number, count: number, columns: number): number | null {
  const within = (to: number): number => (to < 0 || to >= count ? index : to);
  switch (key) {
    case 'ArrowLeft':
      return within(index - 1);
    case 'ArrowRight':
      return within(index + 1);
    case 'ArrowUp':
      return within(index - columns);
    case 'ArrowDown':
      return within(index + columns);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
