import { countOnes, fromBase64, wordsOf } from '../../base/bytes/bits.ts';
import type { Trial } from '../../search/trial.ts';
import type { Judged } from '../../studies/uncertainty/difference.ts';

/**
 * A child as it was judged on so many images; null without an accuracy. Bits that do not fit the accuracy are another child's:
 * it counts as if it had none.
 */
export function judgedOf(
  { accuracy, right }: Pick<Trial, 'accuracy' | 'right'>,
  images: number,
): Judged | null {
  if (accuracy === null) return null;
  const bytes = right === undefined ? null : fromBase64(right);
  const words = bytes?.length === Math.ceil(images / 8) ? wordsOf(bytes) : null;
  const isOwn = words !== null && countOnes(words) === Math.round(accuracy * images);
  return { accuracy, images, right: isOwn ? words : null };
}
